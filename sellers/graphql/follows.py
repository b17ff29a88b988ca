"""Shops that people follow."""

from collections.abc import Collection, Mapping
from typing import Any

import graphene

from marketplace.graphql.connections import (
    Asked,
    Listed,
    connection_of,
    connection_type,
    first_row,
    paging_arguments,
)
from marketplace.graphql.context import Context
from marketplace.graphql.extensions import extend
from marketplace.graphql.ids import pk_of
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later, Loader
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Join, Row, RowType, same
from marketplace.graphql.selection import selected
from marketplace.graphql.types.users import UserType, own
from marketplace.keysets import WHOLE, Sort, page_of
from marketplace.models import User
from sellers.commands import follows
from sellers.graphql.types import SELLER, SELLERS, SellerType
from sellers.models import Follow, Following, SellerStatus

FOLLOWS = Listed(
    RowType("FollowedShop", same(followedAt="followed_at"), {"seller": Join("seller", "seller", SELLER)}),
    lambda: Follow.objects.filter(seller__status=SellerStatus.ACTIVE),
    {"user": lambda found, slots: found.filter(user=slots.whole("user"))},
)
LATEST: Sort[Follow] = Sort("FOLLOWS", {"pk": WHOLE}, is_descending=True)


class FollowedShop(graphene.ObjectType):
    followed_at = graphene.DateTime(required=True)
    seller = graphene.Field(SellerType, required=True)


FollowedShopConnection = connection_type(FollowedShop)


class FollowerCount(Loader[int, int]):
    missing = 0

    def fetch(self, keys: Collection[int]) -> Mapping[int, int]:
        return dict(Following.objects.filter(pk__in=keys).values_list("pk", "count"))


class FollowedByViewer(Loader[int, bool]):
    missing = False

    def fetch(self, keys: Collection[int]) -> Mapping[int, bool]:
        mine = Follow.objects.filter(user=self.context.viewer.pk, seller__in=keys)
        return dict.fromkeys(mine.values_list("seller", flat=True), True)


def _follower_count(row: Row, info: Info) -> Later:
    return info.context.loader(FollowerCount).load(row["pk"])


def _is_followed(row: Row, info: Info) -> Later | bool:
    if not isinstance(info.context.viewer, User):
        return False  # the same for all strangers: may be kept
    info.context.forbid_caching()
    return info.context.loader(FollowedByViewer).load(row["pk"])


def _following(viewer: User, info: Info, *, first: int | None = None, after: str | None = None) -> Row:
    page = page_of(first=first, after=after)
    return connection_of(Asked(FOLLOWS, LATEST, page, frozenset({"user"}), {"user": viewer.pk}), selected(info))


def _seller(payload: Row, info: Info) -> Row | None:
    return first_row(SELLERS, {"id": payload["seller"]}, selected(info)) if "seller" in payload else None


class FollowShop(Mutation):
    """To be told of its new products, at most once a day."""

    is_private = True

    class Input:
        seller = graphene.ID(required=True)

    seller = graphene.Field(SellerType, resolver=_seller)

    @classmethod
    def write(cls, context: Context, *, seller: str) -> Row:
        pk = pk_of(seller, "Seller", field="seller")
        follows.follow_shop(actor=context.viewer, seller_id=pk, now=context.now)
        return {"seller": pk}


class UnfollowShop(Mutation):
    is_private = True

    class Input:
        seller = graphene.ID(required=True)

    seller = graphene.Field(SellerType, description="Null when shoppers do not see it any more", resolver=_seller)

    @classmethod
    def write(cls, context: Context, *, seller: str) -> Row:
        pk = pk_of(seller, "Seller", field="seller")
        follows.unfollow_shop(actor=context.viewer, seller_id=pk)
        return {"seller": pk}


class FollowMutations(graphene.ObjectType):
    follow_shop = FollowShop.Field()
    unfollow_shop = UnfollowShop.Field()


extend(
    SellerType,
    follower_count=graphene.Int(required=True, resolver=_follower_count),
    is_followed=graphene.Boolean(required=True, description="By the viewer", resolver=_is_followed),
)
_OWN: dict[str, Any] = {"description": "Shops that they follow, the latest first; empty for others"}
extend(
    UserType,
    following=graphene.Field(FollowedShopConnection, **paging_arguments(), **_OWN, resolver=own(_following)),
)
