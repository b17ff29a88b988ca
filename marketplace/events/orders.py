"""What happens to orders. Each shop's part of an order is an aggregate of its own."""

from dataclasses import dataclass
from typing import ClassVar

from marketplace.events.base import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPlaced(Event):
    """A whole checkout, over all of its shops."""

    aggregate: ClassVar[str] = "order"
    order_id: int
    product_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerOrderEvent(Event):
    """`user_id`: of the buyer, where they have an account."""

    aggregate: ClassVar[str] = "seller_order"
    seller_order_id: int
    seller_id: int
    number: str
    user_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerOrderPlaced(SellerOrderEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerOrderConfirmed(SellerOrderEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerOrderShipped(SellerOrderEvent):
    carrier: str
    tracking_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerOrderDelivered(SellerOrderEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerOrderCompleted(SellerOrderEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerOrderReduced(SellerOrderEvent):
    """Some of its pieces will not be sent. `amount`: what they cost, in whole đồng."""

    reason: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerOrderFailed(SellerOrderEvent):
    """It was not taken in, and came back."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerOrderCancelled(SellerOrderEvent):
    """`by`: a Side."""

    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerOrderLapsed(SellerOrderEvent):
    """It was not paid: its shop never saw it. `by`: a Side."""

    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderAwaitsPayment(Event):
    """A whole checkout whose shops begin once it is paid."""

    aggregate: ClassVar[str] = "order"
    order_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentWanted(SellerOrderEvent):
    """A parcel is to be booked with its carrier, or called off."""

    shipment_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentRefused(SellerOrderEvent):
    """The carrier does not do what was asked of it."""

    carrier: str
    reason: str
