"""Wishlists."""

from collections.abc import Collection, Mapping

import graphene

from catalog.commands import saved
from catalog.graphql.products import ProductType, product_row
from catalog.graphql.rows import PRODUCT
from catalog.models import SavedProduct
from marketplace.graphql.connections import Asked, Listed, connection_of, connection_type, paging_arguments
from marketplace.graphql.context import Context
from marketplace.graphql.extensions import extend
from marketplace.graphql.ids import global_id, pk_of
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later, Loader
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Join, Row, RowType, same
from marketplace.graphql.selection import selected
from marketplace.graphql.types.money import Money, money
from marketplace.graphql.types.users import UserType, own
from marketplace.keysets import WHOLE, Sort, page_of
from marketplace.models import User

WISHES = Listed(
    RowType(
        "WishlistItem",
        {
            **same(savedAt="saved_at", isAwaited="is_awaited", productName="product__name"),
            "productId": {"product_id": "product_id"},
            "priceSeen": {"price_seen": "price_seen"},
        },
        {"product": Join("product", "product__listing", PRODUCT)},
    ),
    SavedProduct.objects.all,
    {"user": lambda wishes, slots: wishes.filter(user=slots.whole("user"))},
)
LATEST: Sort[SavedProduct] = Sort("WISHLIST", {"pk": WHOLE}, is_descending=True)


class WishlistItem(graphene.ObjectType):
    saved_at = graphene.DateTime(required=True)
    price_seen = graphene.Field(Money, required=True, description="The lowest of it when it was saved")
    is_awaited = graphene.Boolean(required=True, description="Sold out; they are told when there is some again")
    product_id = graphene.ID(required=True)
    product_name = graphene.String(required=True)
    product = graphene.Field(ProductType, description="Null while it is not on sale")

    @staticmethod
    def resolve_price_seen(row: Row, info: Info) -> Row | None:
        return money(row["price_seen"])

    @staticmethod
    def resolve_product_id(row: Row, info: Info) -> str:
        return global_id("Product", row["product_id"])


WishlistConnection = connection_type(WishlistItem, name="Wishlist")


class SavedByViewer(Loader[int, bool]):
    missing = False

    def fetch(self, keys: Collection[int]) -> Mapping[int, bool]:
        mine = SavedProduct.objects.filter(user=self.context.viewer.pk, product__in=keys)
        return dict.fromkeys(mine.values_list("product", flat=True), True)


def _is_saved(row: Row, info: Info) -> Later | bool:
    if not isinstance(info.context.viewer, User):
        return False  # the same for all strangers: may be kept
    info.context.forbid_caching()
    return info.context.loader(SavedByViewer).load(row["pk"])


def _wishlist(viewer: User, info: Info, *, first: int | None = None, after: str | None = None) -> Row:
    page = page_of(first=first, after=after)
    return connection_of(Asked(WISHES, LATEST, page, frozenset({"user"}), {"user": viewer.pk}), selected(info))


def _product(payload: Row, info: Info) -> Row | None:
    return product_row(selected(info), id=payload["product"]) if "product" in payload else None


class SaveForLater(Mutation):
    """Puts a product on one's wishlist: one is told when there is some again, and when it costs less than now."""

    is_private = True

    class Input:
        product = graphene.ID(required=True)

    product = graphene.Field(ProductType, resolver=_product)

    @classmethod
    def write(cls, context: Context, *, product: str) -> Row:
        pk = pk_of(product, "Product", field="product")
        saved.save_for_later(actor=context.viewer, product_id=pk, now=context.now)
        return {"product": pk}


class RemoveFromWishlist(Mutation):
    is_private = True

    class Input:
        product = graphene.ID(required=True)

    product = graphene.Field(ProductType, description="Null when it is not on sale any more", resolver=_product)

    @classmethod
    def write(cls, context: Context, *, product: str) -> Row:
        pk = pk_of(product, "Product", field="product")
        saved.remove_from_wishlist(actor=context.viewer, product_id=pk)
        return {"product": pk}


class WishlistMutations(graphene.ObjectType):
    save_for_later = SaveForLater.Field()
    remove_from_wishlist = RemoveFromWishlist.Field()


extend(
    ProductType,
    is_saved=graphene.Boolean(required=True, description="On the viewer's wishlist", resolver=_is_saved),
)
extend(
    UserType,
    wishlist=graphene.Field(
        WishlistConnection,
        **paging_arguments(),
        description="What they saved for later, the latest first; empty for others",
        resolver=own(_wishlist),
    ),
)
