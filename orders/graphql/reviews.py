"""What buyers say of goods, as everybody sees it."""

from typing import Any

import graphene

from catalog.graphql.products import ProductType
from catalog.models import Listing
from marketplace.graphql.connections import Asked, Listed, connection_type, first_row, paging_arguments
from marketplace.graphql.context import Context
from marketplace.graphql.extensions import extend
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later
from marketplace.graphql.nodes import Node, register
from marketplace.graphql.pages import PagesByOwner
from marketplace.graphql.rows import Row, RowType, same
from marketplace.graphql.selection import Selection, selected
from marketplace.keysets import WHOLE, Sort, page_of
from orders.models import Review

REVIEWS = Listed(
    RowType("Review", same("stars", "text", authorName="author_name", postedAt="posted_at", editedAt="edited_at")),
    Review.objects.all,
    {
        "id": lambda reviews, slots: reviews.filter(pk=slots.whole("id")),
        "stars": lambda reviews, slots: reviews.filter(stars=slots.whole("stars")),
    },
)
LATEST: Sort[Review] = Sort("REVIEWS", {"pk": WHOLE}, is_descending=True)


class ReviewType(graphene.ObjectType):
    """By somebody to whom the marketplace brought the product."""

    class Meta:
        name = "Review"
        interfaces = (Node,)

    stars = graphene.Int(required=True, description="1 to 5")
    text = graphene.String(required=True, description='Plain text; "" where only stars were given')
    author_name = graphene.String(required=True, description="Masked: Trần T. M.")
    posted_at = graphene.DateTime(required=True)
    edited_at = graphene.DateTime()


ReviewConnection = connection_type(ReviewType)


class ReviewsOfProducts(PagesByOwner):
    owner = "product"


def _reviews(
    row: Row, info: Info, *, first: int | None = None, after: str | None = None, stars: int | None = None
) -> Later:
    values: dict[str, Any] = {} if stars is None else {"stars": stars}
    asked = Asked(REVIEWS, LATEST, page_of(first=first, after=after), frozenset(values), values)
    selection = selected(info)
    key = (asked.page, repr(values), selection.key)
    return info.context.loader(ReviewsOfProducts).load_page(row["pk"], key, asked, selection)


def _review_row(context: Context, pk: int, selection: Selection) -> Row | None:
    """Null with its product: what shoppers do not see has no reviews."""
    context.forbid_caching()
    if not Review.objects.filter(pk=pk, product__in=Listing.objects.values("pk")).exists():
        return None
    return first_row(REVIEWS, {"id": pk}, selection)


extend(
    ProductType,
    reviews=graphene.Field(
        ReviewConnection,
        required=True,
        **paging_arguments(),
        stars=graphene.Int(description="Those with so many alone"),
        description="The latest first",
        resolver=_reviews,
    ),
)
register(ReviewType, _review_row)
