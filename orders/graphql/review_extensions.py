"""Reviews where their buyers and shops look for them: on an order, and in a shop's account."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import graphene

from marketplace.graphql.connections import Asked, paging_arguments, rows_by
from marketplace.graphql.extensions import extend
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later, Loader
from marketplace.graphql.pages import PagesByOwner
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection, selected
from marketplace.keysets import WHOLE, Sort, page_of
from orders.commands.reviews import reviewable_until
from orders.graphql.review_types import ALL_REVIEWS, ReviewConnection, ReviewType
from orders.graphql.types import SellerOrderType
from orders.models import Review
from sellers.graphql.accounts.types import SellerAccountType
from sellers.graphql.accounts.viewing import with_right
from sellers.rights import Right

LATEST: Sort[Review] = Sort("SHOP_REVIEWS", {"pk": WHOLE}, is_descending=True)


class ReviewsOfShops(PagesByOwner):
    owner = "seller_order__seller"


class ReviewsOfParts(Loader[tuple[int, tuple[Any, ...]], list[Row]]):
    """Keyed by the part of an order and by what is asked of its reviews."""

    def __init__(self, context: Any) -> None:
        super().__init__(context)
        self.selections: dict[tuple[Any, ...], Selection] = {}

    def load_reviews(self, part: int, selection: Selection) -> Later:
        self.selections[selection.key] = selection
        return self.load((part, selection.key))

    def fetch(self, keys: Collection[tuple[int, tuple[Any, ...]]]) -> Mapping[tuple[int, tuple[Any, ...]], list[Row]]:
        parts = dict(
            Review.objects.filter(seller_order__in={part for part, _ in keys}).values_list("pk", "seller_order")
        )
        found: dict[tuple[int, tuple[Any, ...]], list[Row]] = {key: [] for key in keys}
        for asked in dict.fromkeys(key for _, key in keys) if parts else ():
            rows = rows_by(ALL_REVIEWS, "ids", sorted(parts), self.selections[asked])
            for row in sorted(rows, key=lambda row: int(row["pk"])):
                if (parts[row["pk"]], asked) in found:
                    found[parts[row["pk"]], asked].append(row)
        return found


def _reviews_of_part(row: Row, info: Info) -> Later:
    return info.context.loader(ReviewsOfParts).load_reviews(row["pk"], selected(info))


def _reviewable_until(row: Row, info: Info) -> datetime | None:
    return reviewable_until(row["status"], row["status_changed_at"])


def _reviews_of_shop(
    row: Row,
    info: Info,
    *,
    first: int | None = None,
    after: str | None = None,
    stars: int | None = None,
    is_answered: bool | None = None,
) -> Later:
    values: dict[str, Any] = {} if stars is None else {"stars": stars}
    if is_answered is not None:
        values["answered" if is_answered else "unanswered"] = True
    asked = Asked(ALL_REVIEWS, LATEST, page_of(first=first, after=after), frozenset(values), values)
    selection = selected(info)
    key = (asked.page, repr(values), selection.key)

    def page() -> Later:
        return info.context.loader(ReviewsOfShops).load_page(row["pk"], key, asked, selection)

    return with_right(info.context, row["pk"], Right.SHOP, page, is_for_officers=True)


extend(
    SellerOrderType,
    reviews=graphene.List(
        graphene.NonNull(ReviewType),
        required=True,
        description="Of its goods, hidden ones too",
        resolver=_reviews_of_part,
    ),
    reviewable_until=graphene.DateTime(
        description="Until when its goods can be reviewed; null where nothing has arrived", resolver=_reviewable_until
    ),
)
extend(
    SellerAccountType,
    reviews=graphene.Field(
        ReviewConnection,
        **paging_arguments(),
        stars=graphene.Int(description="Those with so many alone"),
        is_answered=graphene.Boolean(description="Those with an answer of the shop, or without, alone"),
        description="Of all of its goods, hidden ones too, the latest first; for the right to the shop's page",
        resolver=_reviews_of_shop,
    ),
)
