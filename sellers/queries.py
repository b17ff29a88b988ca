"""Reads of sellers: those that shoppers can see, and each for the people who work for it or look after it."""

from collections.abc import Callable, Collection, Mapping

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from marketplace.commands.authority import (
    Actor,
    authorised_officer,
    check_jurisdiction,
    jurisdiction,
    signed_in,
)
from marketplace.errors import NotFound, PermissionDenied
from marketplace.keysets import TEXT, WHOLE, Sort
from marketplace.models import PlaceCover, User
from marketplace.statements import Slots
from sellers.models import Member, Seller, SellerStatus
from sellers.rights import RIGHTS, Right

# Begun, and never handed in.
PRIVATE = Q(application__isnull=False, application__submitted_at__isnull=True)

BY_NAME: Sort[Seller] = Sort("SELLER_NAME", {"name_key": TEXT, "pk": WHOLE})


def shown_sellers() -> QuerySet[Seller]:
    return Seller.objects.filter(status=SellerStatus.ACTIVE)


def count_sellers(ids: Collection[int]) -> int:
    return shown_sellers().filter(pk__in=ids).count()


def _in_places(sellers: QuerySet[Seller], slots: Slots) -> QuerySet[Seller]:
    covers = PlaceCover.objects.filter(slots.ids("places").contain("place"))
    return sellers.filter(place__in=covers.values("covered"))


def _of_legal_forms(sellers: QuerySet[Seller], slots: Slots) -> QuerySet[Seller]:
    return sellers.filter(slots.texts("legal_forms").contain("legal_form"))


def _named_like(sellers: QuerySet[Seller], slots: Slots) -> QuerySet[Seller]:
    return sellers.filter(GreaterThan(StrIndex("name_key", Value(slots.text("query"))), 0))


CONDITIONS: Mapping[str, Callable[[QuerySet[Seller], Slots], QuerySet[Seller]]] = {
    "places": _in_places,
    "legal_forms": _of_legal_forms,
    "query": _named_like,
    "id": lambda sellers, slots: sellers.filter(pk=slots.whole("id")),
    "ids": lambda sellers, slots: sellers.filter(slots.ids("ids").contain("pk")),
    "slug": lambda sellers, slots: sellers.filter(slug=slots.text("slug")),
}


def access_seller(*, actor: Actor, seller_id: int, right: Right, field: str = "seller") -> Seller:
    """The seller, for a member whose role has the right.

    Raises Unauthenticated; NotFound for everybody who does not work there, whether or not there is such a seller;
    PermissionDenied for a member without the right.
    """
    member = member_of(signed_in(actor), seller_id)
    if member is None:
        raise NotFound(field=[field])
    if right not in RIGHTS[member.role]:
        raise PermissionDenied(field=[field])
    return member.seller


def supervised_seller(*, actor: Actor, seller_id: int, permission: str, field: str = "seller") -> Seller:
    """The seller, for an officer with the Django permission and a post that reaches the seller's place.

    Raises Unauthenticated, PermissionDenied for those who are no such officers, NotFound for other offices' sellers
    and for applications that were not handed in: until then they are the applicant's own.
    """
    officer = authorised_officer(actor, permission)
    seller = Seller.objects.filter(~PRIVATE, pk=seller_id).first()
    if seller is None:
        raise NotFound(field=[field])
    check_jurisdiction(officer, seller.place_id, field=field)
    return seller


def may_see_account(viewer: Actor, seller_id: int) -> bool:
    """Whether the inside of a shop is the viewer's to see: its members', and officers' whose post reaches it."""
    if not isinstance(viewer, User) or not viewer.is_active:
        return False
    if member_of(viewer, seller_id) is not None:
        return True
    if not (viewer.is_staff and viewer.has_perm("sellers.view_application")):
        return False
    return Seller.objects.filter(~PRIVATE, jurisdiction(viewer), pk=seller_id).exists()


def member_of(user: User, seller_id: int) -> Member | None:
    return Member.objects.select_related("seller").filter(user=user, seller=seller_id).first()


def access_seller_or_supervise(
    *, actor: Actor, seller_id: int, right: Right, permission: str, field: str = "seller"
) -> Seller:
    """For what both do: a member with the right, else an officer as in `supervised_seller`.

    Raises as those two; whoever is neither member nor officer is told NotFound.
    """
    user = signed_in(actor)
    if user.is_staff and member_of(user, seller_id) is None:
        return supervised_seller(actor=user, seller_id=seller_id, permission=permission, field=field)
    return access_seller(actor=user, seller_id=seller_id, right=right, field=field)
