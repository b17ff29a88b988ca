"""Who may look at the inside of a shop's goods: its members, and officers whose posts reach the shop."""

from collections.abc import Mapping
from typing import Any

from marketplace.commands.authority import Actor, office_places
from marketplace.models import User
from sellers.models import Seller
from sellers.queries import may_see_account

PERMISSION = "catalog.change_product"


def office_conditions(viewer: Actor) -> Mapping[str, Any] | None:
    """Conditions of managed products that are an officer's to look after, with their values; None for others."""
    if not isinstance(viewer, User) or not (viewer.is_active and viewer.is_staff and viewer.has_perm(PERMISSION)):
        return None
    places = office_places(viewer)
    return {"handed_in": None, **({} if places is None else {"office": places})}


def may_see_goods(viewer: Actor, *, seller_id: int | None = None, variant_id: int | None = None) -> bool:
    """Of a seller, or of the seller of a variant."""
    if variant_id is not None:
        variants = Seller.objects.filter(products__variants=variant_id)
        seller_id = variants.values_list("pk", flat=True).first()
    return seller_id is not None and may_see_account(viewer, seller_id)
