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
from orders.models.review_parts import MOST_PHOTOS, ReviewGround, ReviewPhoto, ReviewReport
from orders.models.reviews import Review

__all__ = [
    "MOST_PHOTOS",
    "MOST_PIECES",
    "BankTransfer",
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
    "ReviewGround",
    "ReviewPhoto",
    "ReviewReport",
    "SellerOrder",
    "SellerOrderStatus",
    "TransferOutcome",
    "Zone",
]
