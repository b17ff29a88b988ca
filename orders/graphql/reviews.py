"""What buyers say of goods, as everybody sees it."""

from collections.abc import Collection, Mapping
from typing import Any

import graphene
from django.db.models import Count

from catalog.graphql.products import ProductType
from catalog.models import Listing
from marketplace.graphql.connections import Asked, first_row, paging_arguments
from marketplace.graphql.context import Context
from marketplace.graphql.extensions import extend
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later, Loader
from marketplace.graphql.nodes import register
from marketplace.graphql.pages import PagesByOwner
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection, selected
from marketplace.keysets import WHOLE, Sort, page_of
from orders.graphql.review_types import REVIEWS, ReviewConnection, ReviewType
from orders.models import Review
from orders.review_queries import shown_reviews

_BY_STARS = {"stars": WHOLE, "pk": WHOLE}
SORTS: Mapping[str, Sort[Review]] = {
    "NEWEST": Sort("REVIEWS", {"pk": WHOLE}, is_descending=True),
    "HIGHEST": Sort("REVIEWS_HIGHEST", _BY_STARS, is_descending=True),
    "LOWEST": Sort("REVIEWS_LOWEST", _BY_STARS),
}
ReviewSort = graphene.Enum("ReviewSort", [(name, name) for name in SORTS])


class StarCount(graphene.ObjectType):
    stars = graphene.Int(required=True)
    count = graphene.Int(required=True)


class ReviewsOfProducts(PagesByOwner):
    owner = "product"


class StarsOfProducts(Loader[int, list[Row]]):
    """Five counts a product, the most stars first."""

    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        counted = shown_reviews().filter(product__in=keys).order_by().values_list("product", "stars")
        known = {(product, stars): count for product, stars, count in counted.annotate(count=Count("pk"))}
        return {
            key: [{"stars": stars, "count": known.get((key, stars), 0)} for stars in range(5, 0, -1)] for key in keys
        }


def _reviews(
    row: Row,
    info: Info,
    *,
    stars: int | None = None,
    with_photos: bool | None = None,
    sort: Any = None,
    **paging: Any,
) -> Later:
    values: dict[str, Any] = {} if stars is None else {"stars": stars}
    if with_photos:
        values["with_photos"] = True
    order = SORTS[str(getattr(sort, "value", sort) or "NEWEST")]
    asked = Asked(REVIEWS, order, page_of(**paging), frozenset(values), values)
    selection = selected(info)
    key = (asked.page, order.name, repr(values), selection.key)
    return info.context.loader(ReviewsOfProducts).load_page(row["pk"], key, asked, selection)


def _breakdown(row: Row, info: Info) -> Later:
    return info.context.loader(StarsOfProducts).load(row["pk"])


def _review_row(context: Context, pk: int, selection: Selection) -> Row | None:
    """Null with its product: what shoppers do not see has no reviews."""
    context.forbid_caching()
    if not shown_reviews().filter(pk=pk, product__in=Listing.objects.values("pk")).exists():
        return None
    return first_row(REVIEWS, {"id": pk}, selection)


extend(
    ProductType,
    reviews=graphene.Field(
        ReviewConnection,
        required=True,
        **paging_arguments(),
        stars=graphene.Int(description="Those with so many alone"),
        with_photos=graphene.Boolean(description="True: those with pictures alone"),
        sort=ReviewSort(),
        description="The latest first unless sorted",
        resolver=_reviews,
    ),
    review_breakdown=graphene.List(
        graphene.NonNull(StarCount),
        required=True,
        description="How many gave 5 stars, 4, 3, 2 and 1",
        resolver=_breakdown,
    ),
)
register(ReviewType, _review_row)
