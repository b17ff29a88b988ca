"""Goods that go back, as their buyer, the shop and the office see them."""

from collections.abc import Collection, Mapping
from typing import Any

import graphene
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from marketplace.commands.authority import office_places
from marketplace.graphql.connections import Asked, Listed, connection_of, connection_type, first_row, paging_arguments
from marketplace.graphql.context import Context
from marketplace.graphql.enums import enum_of
from marketplace.graphql.extensions import extend
from marketplace.graphql.ids import global_id
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later, Loader
from marketplace.graphql.nodes import Node, register
from marketplace.graphql.pages import PagesByOwner
from marketplace.graphql.rows import Row, RowType, same
from marketplace.graphql.selection import Selection, selected
from marketplace.graphql.types.money import Money
from marketplace.keysets import WHOLE, Sort, page_of
from marketplace.models import PlaceCover, User
from marketplace.statements import Slots
from orders import models
from orders.commands.returns.steps import PERMISSION
from orders.graphql.types import SellerOrderType
from orders.graphql.types import amount as money_of
from orders.models import Return, ReturnLine, ReturnPhoto
from sellers.graphql.accounts.types import SellerAccountType
from sellers.graphql.accounts.viewing import with_right
from sellers.queries import member_of
from sellers.rights import RIGHTS, Right

ReturnStatus = enum_of(models.ReturnStatus, "Where a return stands.")
ReturnReason = enum_of(models.ReturnReason, "Why a buyer gives goods back.")

COLUMNS = same(
    *("number", "status", "reason", "note", "answer", "amount", "carrier"),
    trackingNumber="tracking_number",
    requestedAt="requested_at",
    statusChangedAt="status_changed_at",
    sentAt="sent_at",
    deadlineAt="deadline_at",
    orderNumber="seller_order__number",
) | {"sellerOrderId": {"seller_order_id": "seller_order_id"}}


def _of_places(returns: QuerySet[Return], slots: Slots) -> QuerySet[Return]:
    places = slots.ids("places")
    covered = PlaceCover.objects.filter(places.contain("place")).values("covered")
    seller = "seller_order__seller__place"
    return returns.filter(Q(**{f"{seller}__in": covered}) | places.contain(seller))


RETURNS = Listed(
    RowType("Return", COLUMNS),
    Return.objects.all,
    {
        "id": lambda returns, slots: returns.filter(pk=slots.whole("id")),
        "status": lambda returns, slots: returns.filter(status=slots.text("status")),
        "places": _of_places,
    },
)
LATEST_RETURNS: Sort[Return] = Sort("RETURNS", {"pk": WHOLE}, is_descending=True)


class ReturnsOfPart(Loader[int, list[Row]]):
    """In the order in which they were asked for."""

    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        paths = {key: path for columns in COLUMNS.values() for key, path in columns.items()}
        own = sorted(key for key, path in paths.items() if key == path)
        others: dict[str, Any] = {key: F(path) for key, path in paths.items() if key != path}
        for row in Return.objects.filter(seller_order__in=keys).order_by("pk").values("pk", *own, **others):
            found[row["seller_order_id"]].append({**row, "id": global_id("Return", row["pk"])})
        return found


class LinesOfReturn(Loader[int, list[Row]]):
    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        names = {name: F(f"order_line__{name}") for name in ("product_name", "variant_name", "sku")}
        own = ("order_return_id", "order_line_id", "quantity", "amount", "restocked")
        for row in ReturnLine.objects.filter(order_return__in=keys).order_by("order_line").values(*own, **names):
            line = global_id("OrderLine", row["order_line_id"])
            found[row["order_return_id"]].append({**row, "line": line})
        return found


class PhotosOfReturn(Loader[int, list[Row]]):
    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        own = ("pk", "order_return_id", "width", "height", "added_at")
        for row in ReturnPhoto.objects.filter(order_return__in=keys).order_by("pk").values(*own):
            url = reverse("return-photo", args=[row["pk"]])
            found[row["order_return_id"]].append({**row, "url": url})
        return found


class ReturnLineType(graphene.ObjectType):
    class Meta:
        name = "ReturnLine"

    line = graphene.ID(required=True, description="The OrderLine")
    product_name = graphene.String(required=True)
    variant_name = graphene.String(required=True)
    sku = graphene.String(required=True)
    quantity = graphene.Int(required=True)
    amount = graphene.Field(Money, required=True, resolver=money_of("amount"))
    restocked = graphene.Int(required=True, description="Of them, how many the shop can sell again")


class ReturnPhotoType(graphene.ObjectType):
    class Meta:
        name = "ReturnPhoto"

    url = graphene.String(
        required=True,
        description="For those who see the return alone; guests add `?token=` of the order",
    )
    width = graphene.Int(required=True)
    height = graphene.Int(required=True)
    added_at = graphene.DateTime(required=True)


class ReturnType(graphene.ObjectType):
    """Some pieces of a shop's part of an order that its buyer gives back."""

    class Meta:
        name = "Return"
        interfaces = (Node,)

    number = graphene.String(required=True)
    order_number = graphene.String(required=True, description="Of the shop's part")
    seller_order_id = graphene.ID(required=True, description="The SellerOrder")
    status = graphene.Field(ReturnStatus, required=True)
    reason = graphene.Field(ReturnReason, required=True)
    note = graphene.String(required=True, description="The buyer's")
    answer = graphene.String(required=True, description="What the shop or the office said last")
    amount = graphene.Field(Money, required=True, resolver=money_of("amount"))
    carrier = graphene.String(required=True)
    tracking_number = graphene.String(required=True)
    requested_at = graphene.DateTime(required=True)
    status_changed_at = graphene.DateTime(required=True)
    sent_at = graphene.DateTime(description="When the buyer handed the goods over")
    deadline_at = graphene.DateTime(description="Until when whoever is next has time; null where nobody is")
    lines = graphene.List(graphene.NonNull(ReturnLineType), required=True)
    photos = graphene.List(graphene.NonNull(ReturnPhotoType), required=True)

    @staticmethod
    def resolve_seller_order_id(row: Row, info: Info) -> str:
        return global_id("SellerOrder", row["seller_order_id"])

    @staticmethod
    def resolve_lines(row: Row, info: Info) -> Later:
        return info.context.loader(LinesOfReturn).load(row["pk"])

    @staticmethod
    def resolve_photos(row: Row, info: Info) -> Later:
        return info.context.loader(PhotosOfReturn).load(row["pk"])


ReturnConnection = connection_type(ReturnType)


class ReturnsOfSellers(PagesByOwner):
    owner = "seller_order__seller"


class ReturnQueries(graphene.ObjectType):
    returns = graphene.Field(
        ReturnConnection,
        **paging_arguments(),
        status=ReturnStatus(),
        description="Of the shops that an officer looks after, the latest first. Null for all others",
    )

    @staticmethod
    def resolve_returns(
        root: None, info: Info, *, first: int | None = None, after: str | None = None, status: Any = None
    ) -> Row | None:
        info.context.forbid_caching()
        viewer = info.context.viewer
        if not isinstance(viewer, User) or not _is_officer(viewer):
            return None
        places = office_places(viewer)
        values = {**_status(status), **({} if places is None else {"places": places})}
        asked = Asked(RETURNS, LATEST_RETURNS, page_of(first=first, after=after), frozenset(values), values)
        return connection_of(asked, selected(info))


def _status(status: Any) -> dict[str, Any]:
    return {} if status is None else {"status": str(getattr(status, "value", status))}


def _is_officer(viewer: User) -> bool:
    return viewer.is_active and viewer.is_staff and viewer.has_perm(PERMISSION)


def _return_row(context: Context, pk: int, selection: Selection) -> Row | None:
    """For its buyer, those who handle the shop's orders, and officers who look after the shop."""
    context.forbid_caching()
    found = Return.objects.filter(pk=pk).select_related("seller_order__order").first()
    viewer = context.viewer
    if found is None or not isinstance(viewer, User) or not viewer.is_active:
        return None
    part = found.seller_order
    member = member_of(viewer, part.seller_id)
    handles = member is not None and Right.ORDERS in RIGHTS[member.role]
    if part.order.user_id == viewer.pk or handles:
        return first_row(RETURNS, {"id": pk}, selection)
    if not _is_officer(viewer):
        return None
    places = office_places(viewer)
    return first_row(RETURNS, {"id": pk, **({} if places is None else {"places": places})}, selection)


def _returns_of_part(row: Row, info: Info) -> Later:
    return info.context.loader(ReturnsOfPart).load(row["pk"])


def _returns_of_shop(
    row: Row, info: Info, *, first: int | None = None, after: str | None = None, status: Any = None
) -> Later:
    values = _status(status)
    asked = Asked(RETURNS, LATEST_RETURNS, page_of(first=first, after=after), frozenset(values), values)
    selection = selected(info)
    key = (asked.page, repr(values), selection.key)

    def page() -> Later:
        return info.context.loader(ReturnsOfSellers).load_page(row["pk"], key, asked, selection)

    return with_right(info.context, row["pk"], Right.ORDERS, page, is_for_officers=False)


extend(
    SellerOrderType,
    returns=graphene.Field(graphene.List(graphene.NonNull(ReturnType)), required=True, resolver=_returns_of_part),
)
extend(
    SellerAccountType,
    returns=graphene.Field(
        ReturnConnection,
        **paging_arguments(),
        status=ReturnStatus(description="Those that stand there alone"),
        description="The latest first; for the right to orders",
        resolver=_returns_of_shop,
    ),
)
register(ReturnType, _return_row)
