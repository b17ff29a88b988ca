"""The fields in which an applicant tells about the shop, and what becomes of them."""

from collections.abc import Mapping
from typing import Any

import graphene

from marketplace.graphql.ids import pk_of
from sellers import models
from sellers.commands.shop.payout_accounts import PayoutDetails
from sellers.graphql.accounts.enums import GoodsKind
from sellers.graphql.types import LegalForm

EMPTIED = frozenset({"email", "about", "pickup_address", "registration_number", "representative"})
PLACE = "Of its commune; of an old commune, where one alone followed it"


class PayoutAccountInput(graphene.InputObjectType):
    bank_bin = graphene.String(required=True, description="See Query.banks")
    number = graphene.String(required=True)
    holder = graphene.String(required=True)


class ContactFields:
    """What may be changed at any time."""

    email = graphene.String()
    about = graphene.String()
    pickup_place = graphene.ID(description="Where carriers fetch parcels; left out: at the shop's place")
    pickup_address = graphene.String()


class IdentityFields:
    """What may be left out by some."""

    registration_number = graphene.String(description="Of enterprises, co-operatives and household businesses")
    representative = graphene.String(description="Of enterprises, co-operatives and their groups")


def shop_input(*, required: bool, **others: Any) -> type:
    """The `Input` of a mutation. `required`: whether what every shop has must be given."""
    every_shop = {
        "name": graphene.String(required=required),
        "legal_form": LegalForm(required=required),
        "legal_name": graphene.String(required=required),
        "tax_code": graphene.String(
            required=required,
            description="10 or 13 digits with their check digit; for households and farms also the personal number",
        ),
        "place": graphene.ID(required=required, description=PLACE),
        "address": graphene.String(required=required),
        "phone": graphene.String(required=required),
        "goods": graphene.List(graphene.NonNull(GoodsKind), required=required),
    }
    return type("Input", (ContactFields, IdentityFields), {**others, **every_shop})


def details_from(given: Mapping[str, Any]) -> dict[str, Any]:
    """As arguments of ShopDetails, those that were given: null is none, but for what a shop may be without.

    Raises BadId.
    """
    details: dict[str, Any] = {
        name: "" if value is None and name in EMPTIED else value for name, value in given.items()
    }
    for name in ("place", "pickup_place"):
        if name in details:
            id = details.pop(name)
            field = "pickupPlace" if name == "pickup_place" else name
            details[f"{name}_id"] = None if id is None else pk_of(id, "Place", field=field)
    if details.get("legal_form") is not None:
        details["legal_form"] = models.LegalForm(details["legal_form"].value)
    if details.get("goods") is not None:
        details["goods"] = [models.GoodsKind(kind.value) for kind in details["goods"]]
    return {name: value for name, value in details.items() if value is not None or name == "pickup_place_id"}


def payout_from(given: Mapping[str, Any] | None) -> PayoutDetails | None:
    return None if given is None else PayoutDetails(**given)
