"""What buyers say of goods. In order within a product."""

from dataclasses import dataclass
from typing import ClassVar

from marketplace.events.base import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewEvent(Event):
    """Carries the sums over all reviews of the product. `revision` grows with each: the highest holds."""

    aggregate: ClassVar[str] = "product"
    product_id: int
    review_id: int
    star_total: int
    count: int
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPosted(ReviewEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewEdited(ReviewEvent):
    pass
