"""Following a shop, with the count of those who do."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import Invalid, NotFound, PermissionDenied
from marketplace.models import User
from sellers.models import Follow, Following
from sellers.queries import member_of, shown_sellers

MOST_FOLLOWED = 500


@transaction.atomic
def follow_shop(*, actor: Actor, seller_id: int, now: datetime | None = None) -> None:
    """Nothing happens where they do already. Raises Unauthenticated, NotFound for what shoppers do not see,
    PermissionDenied for those who work there, Invalid beyond 500."""
    user = signed_in(actor)
    if not shown_sellers().filter(pk=seller_id).exists():
        raise NotFound(field=["seller"])
    if member_of(user, seller_id) is not None:
        raise PermissionDenied(_("You work for this shop."), field=["seller"])
    mine = Follow.objects.filter(user=user)
    if mine.filter(seller=seller_id).exists():
        return
    if mine.count() >= MOST_FOLLOWED:
        raise Invalid(_("One can follow at most %(most)d shops.") % {"most": MOST_FOLLOWED}, field=["seller"])
    given = {"followed_at": now or timezone.now()}
    _follow, is_new = Follow.objects.get_or_create(user=user, seller_id=seller_id, defaults=given)
    if is_new:
        Following.objects.get_or_create(pk=seller_id)
        Following.objects.filter(pk=seller_id).update(count=F("count") + 1)


@transaction.atomic
def unfollow_shop(*, actor: Actor, seller_id: int) -> None:
    """Nothing happens where they do not. Raises Unauthenticated."""
    _unfollow(signed_in(actor), seller_id)


def forget_follows(user: User) -> None:
    """Of somebody whose account goes."""
    for seller_id in Follow.objects.filter(user=user).order_by("seller").values_list("seller", flat=True):
        _unfollow(user, seller_id)


def _unfollow(user: User, seller_id: int) -> None:
    if Follow.objects.filter(user=user, seller=seller_id).delete()[0]:
        Following.objects.filter(pk=seller_id).update(count=F("count") - 1)
