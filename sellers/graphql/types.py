from datetime import date

import graphene

from marketplace.graphql.connections import Listed, connection_type
from marketplace.graphql.enums import enum_of
from marketplace.graphql.info import Info
from marketplace.graphql.nodes import Node
from marketplace.graphql.rows import Row, RowType, same
from marketplace.graphql.types.places import PLACE_JOIN, PlaceType
from sellers import models
from sellers.graphql.accounts.enums import OrderStop
from sellers.graphql.accounts.rows import HOLIDAY_COLUMNS, ORDER_COLUMNS
from sellers.orders import order_stop
from sellers.queries import CONDITIONS, shown_sellers
from sellers.tax_codes import shown_tax_code

LegalForm = enum_of(models.LegalForm, "Kinds of producer that the programme knows (Decision 919/QĐ-TTg, 2022).")

SELLER = RowType(
    "Seller",
    {
        **same(
            "slug",
            "name",
            "address",
            "phone",
            "email",
            "about",
            legalName="legal_name",
            legalForm="legal_form",
            taxCode="tax_code",
            registrationNumber="registration_number",
            isIllustrative="is_illustrative",
            joinedAt="joined_at",
        ),
        "acceptsOrders": ORDER_COLUMNS,
        "holiday": HOLIDAY_COLUMNS,
    },
    {"place": PLACE_JOIN},
)
SELLERS = Listed(SELLER, shown_sellers, CONDITIONS)


class AcceptsOrders(graphene.ObjectType):
    """Whether a shop takes new orders today. Its page stays when it takes none."""

    yes = graphene.Boolean(required=True)
    reason = graphene.Field(OrderStop, description="Null while it takes orders")
    message = graphene.String(required=True, description='For people; "" while it takes orders')
    until = graphene.Date(description="The last day of a holiday")


class Holiday(graphene.ObjectType):
    """Both days are part of it."""

    starts_on = graphene.Date(required=True, name="from")
    ends_on = graphene.Date(required=True, name="until")
    note = graphene.String(required=True)


class SellerType(graphene.ObjectType):
    """A producer that sells here, with the legal identity that the law wants shown (Decree 52/2013)."""

    class Meta:
        name = "Seller"
        interfaces = (Node,)

    slug = graphene.String(required=True)
    name = graphene.String(required=True)
    legal_name = graphene.String(required=True)
    legal_form = graphene.Field(LegalForm, required=True)
    tax_code = graphene.String(
        required=True,
        description='"" where none is known. Where a person\'s number is the code, its last four digits alone',
    )
    registration_number = graphene.String(required=True)
    address = graphene.String(required=True)
    phone = graphene.String(required=True)
    email = graphene.String(required=True)
    about = graphene.String(required=True)
    place = graphene.Field(PlaceType, required=True)
    joined_at = graphene.DateTime(required=True)
    is_illustrative = graphene.Boolean(required=True, description="Made up for the demo")
    accepts_orders = graphene.Field(AcceptsOrders, required=True)
    holiday = graphene.Field(Holiday, description="Set, and not over; it may begin later")

    @staticmethod
    def resolve_tax_code(row: Row, info: Info) -> str:
        return shown_tax_code(row["tax_code"])

    @staticmethod
    def resolve_accepts_orders(row: Row, info: Info) -> Row:
        return accepts_orders(row, info.context.today)

    @staticmethod
    def resolve_holiday(row: Row, info: Info) -> Row | None:
        return holiday(row, info.context.today)


SellerConnection = connection_type(SellerType)


class SellerFilter(graphene.InputObjectType):
    places = graphene.List(graphene.NonNull(graphene.ID), description="With all below them and all they succeeded")
    legal_forms = graphene.List(graphene.NonNull(LegalForm))
    query = graphene.String(description="A part of the name, with or without accents")


def accepts_orders(row: Row, day: date) -> Row:
    """Of a row with ORDER_COLUMNS."""
    stop = order_stop(**{name: row[name] for name in ORDER_COLUMNS}, day=day)
    if stop is None:
        return {"yes": True, "reason": None, "message": "", "until": None}
    until = row["holiday_until"] if stop == stop.HOLIDAY else None
    return {"yes": False, "reason": stop.value, "message": str(stop.label), "until": until}


def holiday(row: Row, day: date) -> Row | None:
    """Of a row with HOLIDAY_COLUMNS."""
    if row["holiday_from"] is None or row["holiday_until"] < day:
        return None
    return {"starts_on": row["holiday_from"], "ends_on": row["holiday_until"], "note": row["holiday_note"]}
