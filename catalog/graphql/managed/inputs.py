"""From saveProduct's input to what its command takes: ids to keys, enums to values, names as the models have them."""

from collections.abc import Mapping
from typing import Any

import graphene

from marketplace.errors import Duplicate
from marketplace.graphql.ids import pk_of
from marketplace.graphql.scalars import BigInt

_PLAIN = ("name", "summary", "description", "story")


class LabelInput(graphene.InputObjectType):
    responsible_party = graphene.String()
    responsible_address = graphene.String()
    origin = graphene.String()
    net_quantity = graphene.String()
    ingredients = graphene.String()
    usage = graphene.String()
    storage = graphene.String()
    warnings = graphene.String()
    shelf_life_days = graphene.Int()
    declaration_number = graphene.String()


class AttributeInput(graphene.InputObjectType):
    code = graphene.String(required=True)
    value = graphene.String(required=True, description='"" takes it away')


class VariantInput(graphene.InputObjectType):
    """What is left out stays as it is; without an id it is a new variant."""

    id = graphene.ID()
    sku = graphene.String(description="Once in your shop; made for you when left out")
    name = graphene.String(description="A pack or a flavour; without emoji and stars")
    price = BigInt(description="Whole đồng")
    compare_at_price = BigInt(description="One that shoppers were asked for within the last 30 days; null for none")
    weight_grams = graphene.Int()
    length_mm = graphene.Int(description="Of one packed piece; null where it is not measured, likewise the other two")
    width_mm = graphene.Int()
    height_mm = graphene.Int()
    gtin = graphene.String()
    position = graphene.Int(description="Among the product's variants, from 0; new ones stand behind the others")
    is_active = graphene.Boolean(description="On sale; false retires it")
    on_hand = graphene.Int(description="Of a new variant; later with adjustStock")


def given_of(input: Mapping[str, Any]) -> dict[str, Any]:
    given: dict[str, Any] = {name: input[name] for name in _PLAIN if name in input}
    if input.get("group") is not None:
        given["group_id"] = pk_of(input["group"], "ProductGroup", field="group")
    if input.get("place") is not None:
        given["place_id"] = pk_of(input["place"], "Place", field="place")
    if input.get("label") is not None:
        given["label"] = dict(input["label"])
    if input.get("attributes") is not None:
        given["attributes"] = _attributes(input["attributes"])
    if input.get("variants") is not None:
        given["variants"] = [_variant(one, number) for number, one in enumerate(input["variants"])]
    return given


def _attributes(entries: Any) -> dict[str, str]:
    codes = [entry["code"] for entry in entries]
    if len(set(codes)) < len(codes):
        raise Duplicate(field=["attributes"])
    return {entry["code"]: entry["value"] for entry in entries}


def _variant(given: Mapping[str, Any], number: int) -> dict[str, Any]:
    variant = {name: value for name, value in given.items() if name != "id"}
    if given.get("id") is not None:
        variant["id"] = pk_of(given["id"], "Variant", field=["variants", str(number), "id"])
    return variant
