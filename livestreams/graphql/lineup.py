"""A line-up and its deals, and the live price on a variant."""

from collections.abc import Mapping
from typing import Any

import graphene
from django.db.models import Q

from catalog.graphql.extensions import ShownProduct
from catalog.graphql.parts import VariantType
from catalog.graphql.products import ProductType
from livestreams.deals import LivePrice as Offer
from livestreams.graphql.loaders import (
    DealsOfItem,
    LivePriceOfVariant,
    RunByViewer,
    VariantById,
    deal_rows,
    lineup_rows,
)
from marketplace.graphql.extensions import extend
from marketplace.graphql.ids import global_id
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected
from marketplace.graphql.types.money import Money, money


class LiveDealType(graphene.ObjectType):
    """A lower price for some pieces of the real stock, for some minutes, by the server's clock."""

    class Meta:
        name = "LiveDeal"

    id = graphene.ID(required=True)
    variant = graphene.Field(VariantType, required=True)
    price = graphene.Field(Money, required=True, description="Of a piece")
    quota = graphene.Int(required=True, description="Pieces at this price")
    left = graphene.Int(required=True, description="Of the quota; the stock itself may have fewer")
    per_buyer = graphene.Int(required=True)
    length_seconds = graphene.Int(required=True)
    starts_at = graphene.DateTime(description="Null while nobody has started it")
    ends_at = graphene.DateTime(description="By its length, or when it was stopped")
    is_running = graphene.Boolean(required=True, description="Now, with pieces left")

    @staticmethod
    def resolve_variant(row: Row, info: Info) -> Later:
        return info.context.loader(VariantById).load(row["variant_id"])

    @staticmethod
    def resolve_price(row: Row, info: Info) -> Row | None:
        return money(row["price"])

    @staticmethod
    def resolve_left(row: Row, info: Info) -> int:
        left: int = row["quota"] - row["taken"]
        return left

    @staticmethod
    def resolve_starts_at(row: Row, info: Info) -> Any:
        return row["started_at"]

    @staticmethod
    def resolve_ends_at(row: Row, info: Info) -> Any:
        return row["stopped_at"] or row["ends_at"]

    @staticmethod
    def resolve_is_running(row: Row, info: Info) -> bool:
        if row["started_at"] is None or row["stopped_at"] is not None:
            return False
        return bool(row["started_at"] <= info.context.now < row["ends_at"] and row["taken"] < row["quota"])


class LineupItemType(graphene.ObjectType):
    class Meta:
        name = "LineupItem"

    id = graphene.ID(required=True)
    code = graphene.String(required=True, description="What hosts say aloud: A1")
    position = graphene.Int(required=True)
    product = graphene.Field(ProductType, description="Null when it is not on sale")
    talking_points = graphene.String(description="For those who run the session; null for others")
    is_pinned = graphene.Boolean(required=True)
    replay_second = graphene.Int(description="When it was first pinned, from the beginning; null where it never was")
    deals = graphene.List(
        graphene.NonNull(LiveDealType),
        required=True,
        description="That were started; for those who run the session also the others",
    )

    @staticmethod
    def resolve_product(row: Row, info: Info) -> Later:
        return info.context.loader(ShownProduct).load_row(row["product_id"], selected(info))

    @staticmethod
    def resolve_talking_points(row: Row, info: Info) -> Later:
        runs = info.context.loader(RunByViewer).load(row["livestream_id"])
        return runs.then(lambda is_run: row["talking_points"] if is_run else None)

    @staticmethod
    def resolve_replay_second(row: Row, info: Info) -> int | None:
        begun, pinned = row["livestream__started_at"], row["first_pinned_at"]
        return None if begun is None or pinned is None else max(0, int((pinned - begun).total_seconds()))

    @staticmethod
    def resolve_deals(row: Row, info: Info) -> Later:
        deals = info.context.loader(DealsOfItem).load(row["part"])
        runs = info.context.loader(RunByViewer).load(row["livestream_id"])
        return deals.then(
            lambda found: runs.then(
                lambda is_run: found if is_run else [deal for deal in found if deal["started_at"] is not None]
            )
        )


def item_row(row: Mapping[str, Any]) -> Row:
    """`part`: its key, beside the global id."""
    return {**row, "part": row["id"], "id": global_id("LineupItem", row["id"])}


def fetched_item(pk: int) -> Row | None:
    return next((item_row(row) for row in lineup_rows(pk=pk)), None)


def fetched_deal(pk: int) -> Row | None:
    return next(iter(deal_rows(Q(pk=pk))), None)


class LivePriceType(graphene.ObjectType):
    """What a piece costs while a deal runs for it."""

    class Meta:
        name = "LivePrice"

    price = graphene.Field(Money, required=True)
    left = graphene.Int(required=True, description="Pieces at this price; the stock itself may have fewer")
    per_buyer = graphene.Int(required=True)
    ends_at = graphene.DateTime(required=True)


def _live_price(row: Row, info: Info) -> Later:
    info.context.forbid_caching()  # it goes with the second
    offer = info.context.loader(LivePriceOfVariant).load(row["pk"])
    return offer.then(_offered)


def _offered(offer: Offer | None) -> Row | None:
    if offer is None:
        return None
    ends_at, per_buyer = offer.ends_at, offer.per_buyer
    return {"price": money(offer.price), "left": offer.left, "per_buyer": per_buyer, "ends_at": ends_at}


extend(
    VariantType,
    live_price=graphene.Field(
        LivePriceType,
        description="The lowest of the deals that run for it now; null while none does",
        resolver=_live_price,
    ),
)
