"""What happens to goods that go back. Each return is an aggregate of its own."""

from dataclasses import dataclass
from typing import ClassVar

from marketplace.events.base import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnEvent(Event):
    """`user_id`: of the buyer, where they have an account."""

    aggregate: ClassVar[str] = "return"
    return_id: int
    seller_order_id: int
    seller_id: int
    number: str
    user_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRequested(ReturnEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnApproved(ReturnEvent):
    """`note`: what the shop says to it; may be empty."""

    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRefused(ReturnEvent):
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnSent(ReturnEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnReceived(ReturnEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRefunded(ReturnEvent):
    """By the shop. `amount`: in whole đồng."""

    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnDisputed(ReturnEvent):
    """`by`: a Side; the clock's where somebody said nothing."""

    by: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnDecided(ReturnEvent):
    """By the office: APPROVED, REFUSED, or REFUNDED where the goods were sent already."""

    decision: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnCancelled(ReturnEvent):
    """`by`: a Side; the clock's where the goods were not sent in time."""

    by: str
