"""Orders, as buyers and shops see them."""

from typing import Any

import graphene

from catalog.graphql.extensions import ShownProduct
from catalog.graphql.products import ProductType
from marketplace.graphql.connections import connection_type
from marketplace.graphql.enums import enum_of
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later
from marketplace.graphql.nodes import Node
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected
from marketplace.graphql.types.money import Money, money
from marketplace.graphql.types.places import PlaceById, PlaceType
from orders import models
from orders.graphql.loaders import EventsOfShipment, LinesOfPart, PartsOfOrder, ShipmentsOfPart, VouchersOfOrder
from sellers.graphql.accounts.loaders import ShownSeller
from sellers.graphql.types import LegalForm, SellerType
from sellers.tax_codes import shown_tax_code

DeliveryKind = enum_of(models.DeliveryKind, "How goods come to the buyer.")
PaymentMethod = enum_of(models.PaymentMethod, "How an order is paid for.")
ShipmentStatus = enum_of(models.ShipmentStatus, "Where a parcel stands.")
Collector = enum_of(models.Collector, "In whose hands cash is that was taken in at the door.")
SellerOrderStatus = enum_of(models.SellerOrderStatus, "Where a shop's part of an order stands.")


def amount(key: str) -> Any:
    """A resolver of Money, of whole đồng in the row."""

    def resolve(row: Row, info: Info) -> Row | None:
        return money(row[key])

    return resolve


def product_of(key: str) -> Any:
    def resolve(row: Row, info: Info) -> Later | None:
        pk = row[key]
        return None if pk is None else info.context.loader(ShownProduct).load_row(pk, selected(info))

    return resolve


class OrderLineType(graphene.ObjectType):
    """As it was when it was ordered."""

    class Meta:
        name = "OrderLine"

    id = graphene.ID(required=True)
    product = graphene.Field(
        ProductType, description="Null when it is not on sale any more", resolver=product_of("product_id_then")
    )
    product_name = graphene.String(required=True)
    variant_name = graphene.String(required=True)
    sku = graphene.String(required=True)
    quantity = graphene.Int(required=True, description="As ordered")
    shipped = graphene.Int(required=True)
    cancelled = graphene.Int(required=True, description="What the shop will not send")
    returned = graphene.Int(required=True, description="In returns that were not taken back")
    unit_price = graphene.Field(Money, required=True, resolver=amount("unit_price"))
    total = graphene.Field(Money, required=True, description="Before discounts", resolver=amount("total"))
    discount = graphene.Field(
        Money, required=True, description="This line's share of the vouchers", resolver=amount("discount")
    )
    sales_link = graphene.String(required=True, description='Code of the link that led the buyer here; "" for none')


class ShipmentEventType(graphene.ObjectType):
    """What became of a parcel, as its carrier or the shop said."""

    class Meta:
        name = "ShipmentEvent"

    status = graphene.Field(ShipmentStatus, required=True)
    said = graphene.String(required=True, description='The carrier\'s own word; "" where the shop said it')
    reason = graphene.String(required=True)
    happened_at = graphene.DateTime(required=True)


class ShipmentType(graphene.ObjectType):
    """A parcel."""

    class Meta:
        name = "Shipment"

    number = graphene.String(required=True, description="Ours, by which the carrier knows it too")
    carrier_name = graphene.String(required=True)
    tracking_number = graphene.String(required=True)
    status = graphene.Field(ShipmentStatus, required=True)
    changed_at = graphene.DateTime(required=True)
    is_unwanted = graphene.Boolean(required=True, description="The carrier is being told not to come")
    to_collect = graphene.Field(
        Money, required=True, description="What the courier takes in cash", resolver=amount("to_collect")
    )
    events = graphene.List(graphene.NonNull(ShipmentEventType), required=True, description="The latest first")

    @staticmethod
    def resolve_events(row: Row, info: Info) -> Later:
        return info.context.loader(EventsOfShipment).load(row["id"])


class SellerOrderType(graphene.ObjectType):
    """One shop's part of an order, with that shop's legal identity of the day."""

    class Meta:
        name = "SellerOrder"
        interfaces = (Node,)

    number = graphene.String(required=True)
    order_number = graphene.String(required=True)
    placed_at = graphene.DateTime(required=True)
    status = graphene.Field(SellerOrderStatus, required=True)
    status_reason = graphene.String(required=True, description='"" where none was given')
    status_changed_at = graphene.DateTime(required=True)
    seller = graphene.Field(SellerType, description="Null while shoppers do not see it")
    seller_name = graphene.String(required=True)
    seller_legal_name = graphene.String(required=True)
    seller_legal_form = graphene.Field(LegalForm, required=True)
    seller_tax_code = graphene.String(required=True, description="Of a person's number the last four digits alone")
    seller_address = graphene.String(required=True)
    seller_phone = graphene.String(required=True)
    contact_name = graphene.String(required=True)
    phone = graphene.String(required=True, description="E.164")
    email = graphene.String(required=True)
    street = graphene.String(required=True)
    place = graphene.Field(PlaceType, required=True)
    note = graphene.String(required=True)
    payment_method = graphene.Field(PaymentMethod, required=True)
    delivery_kind = graphene.Field(DeliveryKind, required=True)
    delivery_name = graphene.String(required=True)
    carrier = graphene.String(required=True)
    tracking_number = graphene.String(required=True)
    goods_total = graphene.Field(Money, required=True, resolver=amount("goods_total"))
    delivery_fee = graphene.Field(Money, required=True, resolver=amount("delivery_fee"))
    cod_fee = graphene.Field(Money, required=True, resolver=amount("cod_fee"))
    discount = graphene.Field(
        Money, required=True, description="Of vouchers, on goods and delivery", resolver=amount("discount")
    )
    discount_funded = graphene.Field(
        Money, required=True, description="Of it, what the shop does not bear", resolver=amount("discount_funded")
    )
    total = graphene.Field(Money, required=True, description="After the discount", resolver=amount("total"))
    waived = graphene.Field(
        Money, required=True, description="Of the total, what is not due any more", resolver=amount("waived")
    )
    delivered_at = graphene.DateTime()
    collected_at = graphene.DateTime(description="When the cash was taken in")
    collected_by = graphene.Field(Collector, description="In whose hands the cash came; null before")
    remitted = graphene.Field(
        Money,
        required=True,
        description="Of the cash that a carrier took in, what has reached the marketplace",
        resolver=amount("remitted"),
    )
    lines = graphene.List(graphene.NonNull(OrderLineType), required=True)
    shipments = graphene.List(
        graphene.NonNull(ShipmentType),
        required=True,
        description="Its parcels, those called off too",
    )

    can_be_booked = graphene.Boolean(
        required=True, description="Its way of delivery is of a carrier that `bookParcel` calls"
    )

    @staticmethod
    def resolve_can_be_booked(row: Row, info: Info) -> bool:
        return bool(row["delivery_carrier"] != models.Carrier.MANUAL)

    @staticmethod
    def resolve_shipments(row: Row, info: Info) -> Later:
        return info.context.loader(ShipmentsOfPart).load(row["pk"])

    @staticmethod
    def resolve_seller(row: Row, info: Info) -> Later:
        return info.context.loader(ShownSeller).load_row(row["seller_id"], selected(info))

    @staticmethod
    def resolve_collected_by(row: Row, info: Info) -> str | None:
        return row["collected_by"] or None

    @staticmethod
    def resolve_seller_tax_code(row: Row, info: Info) -> str:
        return shown_tax_code(row["seller_tax_code"])

    @staticmethod
    def resolve_place(row: Row, info: Info) -> Later:
        return info.context.loader(PlaceById).load(row["place_id"])

    @staticmethod
    def resolve_lines(row: Row, info: Info) -> Later:
        return info.context.loader(LinesOfPart).load(row["pk"])


class RedeemedVoucher(graphene.ObjectType):
    """A voucher that lowered an order."""

    code = graphene.String(required=True)
    name = graphene.String(required=True)
    discount = graphene.Field(Money, required=True, resolver=amount("amount"))


class OrderType(graphene.ObjectType):
    """One checkout over several shops: for its buyer."""

    class Meta:
        name = "Order"
        interfaces = (Node,)

    number = graphene.String(required=True)
    placed_at = graphene.DateTime(required=True)
    contact_name = graphene.String(required=True)
    phone = graphene.String(required=True, description="E.164")
    email = graphene.String(required=True)
    street = graphene.String(required=True)
    place = graphene.Field(PlaceType, required=True)
    note = graphene.String(required=True)
    payment_method = graphene.Field(PaymentMethod, required=True)
    discount = graphene.Field(Money, required=True, resolver=amount("discount"))
    total = graphene.Field(Money, required=True, description="After the discount", resolver=amount("total"))
    vouchers = graphene.List(graphene.NonNull(RedeemedVoucher), required=True)
    parts = graphene.List(graphene.NonNull(SellerOrderType), required=True, description="One for each shop")

    @staticmethod
    def resolve_vouchers(row: Row, info: Info) -> Later:
        return info.context.loader(VouchersOfOrder).load(row["pk"])

    @staticmethod
    def resolve_parts(row: Row, info: Info) -> Later:
        return info.context.loader(PartsOfOrder).load(row["pk"])


OrderConnection = connection_type(OrderType)
SellerOrderConnection = connection_type(SellerOrderType)
