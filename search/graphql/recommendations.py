"""Product.related, and recommendedProducts."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import graphene

from catalog.graphql.products import ProductType
from catalog.graphql.rows import PRODUCTS
from marketplace.errors import BadPage, Required
from marketplace.graphql.extensions import extend
from marketplace.graphql.few import few
from marketplace.graphql.ids import pks_of
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later, Loader
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection, selected
from marketplace.graphql.shown import shown_rows
from search.recommendations import MOST, for_basket, for_front, related

FIRST = 8
MOST_ASKED = 50  # products of a basket

Key = tuple[int, int, tuple[Any, ...]]


class RelatedOfProduct(Loader[Key, list[Row]]):
    """Keyed by product, by how many are wanted, and by what is asked of them."""

    def __init__(self, context: Any) -> None:
        super().__init__(context)
        self.selections: dict[tuple[Any, ...], Selection] = {}

    def load_related(self, product: int, first: int, selection: Selection) -> Later:
        self.selections[selection.key] = selection
        return self.load((product, first, selection.key))

    def fetch(self, keys: Collection[Key]) -> Mapping[Key, list[Row]]:
        found: dict[Key, list[Row]] = {}
        for first, asked in dict.fromkeys((first, asked) for _, first, asked in keys):
            products = [product for product, *rest in keys if rest == [first, asked]]
            near = related(products, most=first)
            rows = shown_rows(PRODUCTS, [pk for pks in near.values() for pk in pks], self.selections[asked])
            for product in products:
                found[product, first, asked] = [rows[pk] for pk in near.get(product, ()) if pk in rows]
        return found


class RecommendationPlace(graphene.Enum):
    """Where they are shown."""

    HOME = "HOME"
    PRODUCT = "PRODUCT"
    CART = "CART"


class RecommendationQueries(graphene.ObjectType):
    recommended_products = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(ProductType))),
        for_=RecommendationPlace(name="for", required=True),
        products=graphene.List(graphene.NonNull(graphene.ID), description="On the page, or in the cart"),
        first=graphene.Int(description=f"{FIRST} when none are asked for, {MOST} at most"),
        description="HOME: certified goods of many groups and sellers. PRODUCT and CART: what goes with `products`.",
    )

    @staticmethod
    def resolve_recommended_products(
        root: None, info: Info, *, for_: Any, products: Sequence[str] | None = None, first: int | None = None
    ) -> list[Row]:
        most, place = _size(first), str(getattr(for_, "value", for_))
        pks = pks_of(few(products, MOST_ASKED, field=["products"]), "Product", field="products")
        if place != "HOME" and not pks:
            raise Required(field=["products"])
        wanted = for_front(info.context.today, most=most) if place == "HOME" else for_basket(pks, most=most)
        rows = shown_rows(PRODUCTS, wanted, selected(info))
        return [rows[pk] for pk in wanted if pk in rows]


def _resolve_related(row: Row, info: Info, *, first: int | None = None) -> Later:
    return info.context.loader(RelatedOfProduct).load_related(row["pk"], _size(first), selected(info))


def _size(first: int | None) -> int:
    """Raises BadPage."""
    most = FIRST if first is None else first
    if not 1 <= most <= MOST:
        raise BadPage
    return most


extend(
    ProductType,
    related=graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(ProductType))),
        first=graphene.Int(description=f"{FIRST} when none are asked for, {MOST} at most"),
        description="What goes with it: of its group, its place, its seller; never itself.",
        resolver=_resolve_related,
    ),
)
