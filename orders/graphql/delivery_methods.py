"""Ways of delivery as shops and officers keep them."""

from collections.abc import Collection, Mapping
from typing import Any

import graphene

from marketplace.graphql.context import Context
from marketplace.graphql.enums import enum_of
from marketplace.graphql.extensions import extend
from marketplace.graphql.ids import global_id, pk_of
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later, Loader
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.graphql.scalars import BigInt
from marketplace.graphql.types.money import Money
from orders import models
from orders.commands.delivery.methods import Rate, Terms, save_delivery_method, stop_delivery_method
from orders.graphql.types import DeliveryKind, amount
from orders.models import DeliveryMethod, DeliveryRate
from sellers.graphql.accounts.types import SellerAccountType
from sellers.graphql.accounts.viewing import with_right
from sellers.rights import Right

Carrier = enum_of(models.Carrier, "Who brings parcels.")
DeliveryZone = enum_of(models.Zone, "Between the seller's and the buyer's place, by the map of today.")


class DeliveryRateType(graphene.ObjectType):
    """Of a zone: a fee up to a weight, and one more for each begun step beyond."""

    class Meta:
        name = "DeliveryRate"

    zone = graphene.Field(DeliveryZone, required=True)
    up_to_grams = graphene.Int(required=True)
    fee = graphene.Field(Money, required=True, resolver=amount("fee"))
    step_grams = graphene.Int(required=True)
    step_fee = graphene.Field(Money, required=True, resolver=amount("step_fee"))


class DeliveryMethodType(graphene.ObjectType):
    """A way of delivery as it is kept; what it costs in a cart stands in `CartShop.deliveries`."""

    class Meta:
        name = "DeliveryMethod"

    id = graphene.ID(required=True)
    kind = graphene.Field(DeliveryKind, required=True)
    name_vi = graphene.String(required=True)
    name_en = graphene.String(required=True)
    free_from = graphene.Field(
        Money, description="Goods of the shop worth so much travel free; null: never", resolver=amount("free_from")
    )
    cod_fee = graphene.Field(Money, required=True, resolver=amount("cod_fee"))
    volumetric_divisor = graphene.Int(
        required=True, description="cm³ that count as a kilogram; 0: size does not count"
    )
    insured_from = graphene.Field(
        Money, description="From what worth the goods are insured; null: never", resolver=amount("insured_from")
    )
    insurance_basis_points = graphene.Int(required=True, description="Of the goods: 50 is 0.5 %")
    carrier = graphene.Field(Carrier, required=True)
    is_active = graphene.Boolean(required=True, description="Offered to buyers")
    position = graphene.Int(required=True)
    rates = graphene.List(graphene.NonNull(DeliveryRateType), required=True)

    @staticmethod
    def resolve_rates(row: Row, info: Info) -> Later:
        return info.context.loader(RatesOfMethod).load(row["pk"])


class MethodsOfSeller(Loader[int, list[Row]]):
    """Those of a shop, stopped ones last. 0: the marketplace's."""

    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        wanted = DeliveryMethod.objects.filter(seller__in=keys)
        if 0 in found:
            wanted |= DeliveryMethod.objects.filter(seller=None)
        for row in wanted.order_by("-is_active", "position", "pk").values():
            found[row["seller_id"] or 0].append(method_row(row))
        return found


class RatesOfMethod(Loader[int, list[Row]]):
    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        for row in DeliveryRate.objects.filter(method__in=keys).order_by("pk").values():
            found[row["method_id"]].append({**row})
        return found


def method_row(values: Mapping[str, Any]) -> Row:
    return {**values, "pk": values["id"], "id": global_id("DeliveryMethod", values["id"])}


class DeliveryRateInput(graphene.InputObjectType):
    zone = DeliveryZone(required=True)
    up_to_grams = graphene.Int(required=True)
    fee = BigInt(required=True, description="Whole đồng")
    step_grams = graphene.Int(default_value=500)
    step_fee = BigInt(default_value=0, description="Whole đồng, for each begun step beyond")


class SaveDeliveryMethod(Mutation):
    """Makes or changes a way of delivery: all of its terms. One that was stopped is offered again."""

    class Input:
        seller = graphene.ID(description="Left out by officers: the marketplace's, for shops without their own")
        method = graphene.ID(description="Left out: a new one")
        kind = DeliveryKind(required=True)
        name_vi = graphene.String(required=True)
        name_en = graphene.String(default_value="", description='"": as in Vietnamese')
        free_from = BigInt()
        cod_fee = BigInt(default_value=0)
        volumetric_divisor = graphene.Int(default_value=0, description="5000 and 6000 are usual; 0: size is free")
        insured_from = BigInt()
        insurance_basis_points = graphene.Int(default_value=0)
        carrier = Carrier(default_value=models.Carrier.MANUAL)
        position = graphene.Int(default_value=0)
        rates = graphene.List(
            graphene.NonNull(DeliveryRateInput), default_value=(), description="One for each zone that it reaches"
        )

    delivery_method = graphene.Field(DeliveryMethodType)

    @classmethod
    def write(cls, context: Context, *, seller: str | None = None, method: str | None = None, **given: Any) -> Row:
        rates = tuple(Rate(**{**rate, "zone": _member(models.Zone, rate["zone"])}) for rate in given.pop("rates"))
        kind = _member(models.DeliveryKind, given.pop("kind"))
        carrier = _member(models.Carrier, given.pop("carrier"))
        saved = save_delivery_method(
            actor=context.viewer,
            seller_id=_seller(seller),
            method_id=None if method is None else pk_of(method, "DeliveryMethod", field="method"),
            terms=Terms(kind=kind, carrier=carrier, rates=rates, **given),
        )
        return {"delivery_method": saved.pk}

    @classmethod
    def answer(cls, context: Context, *, delivery_method: int) -> Row:
        return {"delivery_method": _by_pk(delivery_method)}


class StopDeliveryMethod(Mutation):
    """Not offered any more; orders that were placed with it stay as they are."""

    class Input:
        seller = graphene.ID(description="Left out by officers: the marketplace's")
        method = graphene.ID(required=True)

    delivery_method = graphene.Field(DeliveryMethodType)

    @classmethod
    def write(cls, context: Context, *, method: str, seller: str | None = None) -> Row:
        pk = pk_of(method, "DeliveryMethod", field="method")
        stopped = stop_delivery_method(actor=context.viewer, seller_id=_seller(seller), method_id=pk)
        return {"delivery_method": stopped.pk}

    @classmethod
    def answer(cls, context: Context, *, delivery_method: int) -> Row:
        return {"delivery_method": _by_pk(delivery_method)}


class DeliveryMethodQueries(graphene.ObjectType):
    delivery_methods = graphene.List(
        graphene.NonNull(DeliveryMethodType),
        required=True,
        description="The marketplace's: what shops have that have none of their own",
    )

    @staticmethod
    def resolve_delivery_methods(root: None, info: Info) -> Later:
        info.context.forbid_caching()
        return info.context.loader(MethodsOfSeller).load(0)


class DeliveryMethodMutations(graphene.ObjectType):
    save_delivery_method = SaveDeliveryMethod.Field()
    stop_delivery_method = StopDeliveryMethod.Field()


def _seller(given: str | None) -> int | None:
    return None if given is None else pk_of(given, "Seller", field="seller")


def _by_pk(pk: int) -> Row:
    return method_row(DeliveryMethod.objects.values().get(pk=pk))


def _member(choices: Any, given: Any) -> Any:
    return choices(getattr(given, "value", given))


def _of_shop(row: Row, info: Info) -> Later:
    def own() -> Later:
        return info.context.loader(MethodsOfSeller).load(row["pk"])

    return with_right(info.context, row["pk"], Right.SHOP, own, is_for_officers=True)


extend(
    SellerAccountType,
    delivery_methods=graphene.Field(
        graphene.List(graphene.NonNull(DeliveryMethodType)),
        description="Its own, stopped ones last; empty: it has the marketplace's. For the right to the shop's page",
        resolver=_of_shop,
    ),
)
