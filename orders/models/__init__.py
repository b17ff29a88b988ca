from orders.models.cards import CardCharge, CardEvent, CardIntent, CardStatus
from orders.models.carts import MOST_PIECES, Cart, CartLine
from orders.models.delivery import DeliveryKind, DeliveryMethod, DeliveryRate, Zone
from orders.models.orders import Order, OrderLine, PaymentMethod, SellerOrder, SellerOrderStatus
from orders.models.payments import (
    BankTransfer,
    Payment,
    PaymentStatus,
    Refund,
    RefundReason,
    RefundStatus,
    TransferOutcome,
)
from orders.models.reviews import Review

__all__ = [
    "MOST_PIECES",
    "BankTransfer",
    "CardCharge",
    "CardEvent",
    "CardIntent",
    "CardStatus",
    "Cart",
    "CartLine",
    "DeliveryKind",
    "DeliveryMethod",
    "DeliveryRate",
    "Order",
    "OrderLine",
    "Payment",
    "PaymentMethod",
    "PaymentStatus",
    "Refund",
    "RefundReason",
    "RefundStatus",
    "Review",
    "SellerOrder",
    "SellerOrderStatus",
    "TransferOutcome",
    "Zone",
]
