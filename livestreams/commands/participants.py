"""Several shops in one session: asked by the organiser, each says yes for itself."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from livestreams.commands.locks import locked_livestream, organised
from livestreams.models import Livestream, LivestreamSeller
from livestreams.states import check_open
from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import Invalid, NotFound
from sellers.queries import access_seller, shown_sellers
from sellers.rights import Right

MOST_SELLERS = 30


def invite(livestream: Livestream, seller_ids: Sequence[int], now: datetime) -> None:
    """Of a session that is new or locked. Raises NotFound, Invalid."""
    wanted = sorted(set(seller_ids) - {livestream.seller_id})
    known = set(livestream.participations.values_list("seller", flat=True))
    if len(known | set(wanted)) > MOST_SELLERS:
        raise Invalid(_("At most %(most)d shops take part.") % {"most": MOST_SELLERS}, field=["sellers"])
    if shown_sellers().filter(pk__in=wanted).count() != len(wanted):
        raise NotFound(field=["sellers"])
    LivestreamSeller.objects.bulk_create(
        [LivestreamSeller(livestream=livestream, seller_id=pk, invited_at=now) for pk in wanted if pk not in known]
    )


@transaction.atomic
def invite_to_livestream(
    *, actor: Actor, livestream_id: int, seller_ids: Sequence[int], now: datetime | None = None
) -> Livestream:
    """Raises Unauthenticated, NotFound, PermissionDenied, WrongState, Invalid."""
    user, livestream = organised(actor, livestream_id)
    check_open(livestream.status)
    invite(livestream, seller_ids, now or timezone.now())
    record(actor=user, action="invite_to_livestream", subject=livestream, after={"sellers": sorted(seller_ids)})
    return livestream


@transaction.atomic
def join_livestream(*, actor: Actor, livestream_id: int, seller_id: int, now: datetime | None = None) -> Livestream:
    """For an invited shop; nothing happens where it has joined. Raises Unauthenticated, NotFound, PermissionDenied,
    WrongState."""
    access_seller(actor=actor, seller_id=seller_id, right=Right.LIVESTREAMS)
    livestream = locked_livestream(livestream_id)
    invited = livestream.participations.filter(seller=seller_id).select_related("seller").first()
    if invited is None:
        raise NotFound(field=["livestream"])
    check_open(livestream.status)
    if invited.accepted_at is None:
        invited.accepted_at, invited.accepted_by = now or timezone.now(), signed_in(actor)
        invited.save(update_fields=["accepted_at", "accepted_by"])
        after = {"livestream": livestream.pk, "accepted_at": invited.accepted_at}
        # In the trail of the shop that joins.
        record(actor=signed_in(actor), action="join_livestream", subject=invited.seller, after=after)
    return livestream


@transaction.atomic
def leave_livestream(*, actor: Actor, livestream_id: int, seller_id: int, now: datetime | None = None) -> Livestream:
    """A shop says no, or goes, with its goods. Raises Unauthenticated, NotFound, PermissionDenied; WrongState once
    it is live."""
    seller = access_seller(actor=actor, seller_id=seller_id, right=Right.LIVESTREAMS)
    livestream = locked_livestream(livestream_id)
    invited = livestream.participations.filter(seller=seller_id)
    if not invited.exists():
        raise NotFound(field=["livestream"])
    check_open(livestream.status)
    if livestream.is_live:
        raise Invalid(_("It is live: its goods stay until the end."), field=["livestream"])
    livestream.lineup.filter(product__seller=seller_id).delete()
    invited.delete()
    record(actor=signed_in(actor), action="leave_livestream", subject=seller, before={"livestream": livestream.pk})
    return livestream
