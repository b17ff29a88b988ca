"""What buyers say of goods, and what becomes of it. In order within a product."""

from dataclasses import dataclass
from typing import ClassVar

from marketplace.events.base import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewEvent(Event):
    """Carries the sums over all shown reviews of the product. `revision` grows with each: the highest holds."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewHidden(ReviewEvent):
    """By an officer. `user_id`: of its author, where they have an account. `ground`: a ReviewGround."""

    user_id: int | None = None
    ground: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewShown(ReviewEvent):
    """Again: an officer took the hiding back."""

    user_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReplied(Event):
    """The shop answered for the first time."""

    aggregate: ClassVar[str] = "product"
    product_id: int
    review_id: int
    seller_id: int
    user_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReported(Event):
    """The first report of it that is not settled."""

    aggregate: ClassVar[str] = "product"
    product_id: int
    review_id: int
    seller_id: int
