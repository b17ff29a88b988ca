"""Whom notices about shops are told to, and what they say of the shop."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from marketplace.notices.kinds import Recipients
from marketplace.notices.recipients import officers_of
from sellers.models import HOLDERS_OF_TAX_CODES, Member, PaperKind, Role, Seller
from sellers.rights import RIGHTS, Right


def members_with(right: Right) -> Recipients:
    """Of the event's seller."""

    def members(event: Any) -> Collection[int]:
        return members_of(event.seller_id, right)

    return members


def members_of(seller_id: int, right: Right) -> Collection[int]:
    roles = [role for role, rights in RIGHTS.items() if right in rights]
    return list(Member.objects.filter(seller=seller_id, role__in=roles).values_list("user", flat=True))


def officers_with(permission: str) -> Recipients:
    """Of the place of the event's seller; nobody, while the shop is not the office's to see."""

    def officers(event: Any) -> Collection[int]:
        place_id = Seller.objects.get(pk=event.seller_id).office_place_id
        return [] if place_id is None else officers_of(place_id, permission)

    return officers


def officers_of_open_shop(event: Any) -> Collection[int]:
    """Papers of an application come with it; those of a shop that sells come by themselves."""
    seller = Seller.objects.get(pk=event.seller_id)
    return officers_of(seller.place_id, "sellers.change_paper") if seller.status in HOLDERS_OF_TAX_CODES else []


def shop(event: Any) -> Mapping[str, Any]:
    return {"shop": Seller.objects.values_list("name", flat=True).get(pk=event.seller_id)}


def paper_label(kind: str) -> str:
    """A kind that is gone by now is shown as it was stored."""
    return str(PaperKind(kind).label) if kind in PaperKind.values else kind


def role_label(role: str) -> str:
    return str(Role(role).label) if role in Role.values else role


def trust_label(is_trusted: bool) -> str:
    return _("put on sale at once") if is_trusted else _("looked at by the office first")
