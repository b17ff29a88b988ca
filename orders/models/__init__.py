from orders.models.carts import MOST_PIECES, Cart, CartLine
from orders.models.delivery import DeliveryKind, DeliveryMethod, DeliveryRate, Zone
from orders.models.orders import Collector, Order, OrderLine, PaymentMethod, SellerOrder, SellerOrderStatus
from orders.models.payments import (
    BankTransfer,
    Payment,
    PaymentStatus,
    Refund,
    RefundReason,
    RefundStatus,
    TransferOutcome,
)
from orders.models.remittances import CodRemittance, RemittanceOutcome
from orders.models.returns import Return, ReturnLine, ReturnPhoto, ReturnReason, ReturnStatus
from orders.models.reviews import Review

__all__ = [
    "MOST_PIECES",
    "BankTransfer",
    "Cart",
    "CartLine",
    "CodRemittance",
    "Collector",
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
    "RemittanceOutcome",
    "Return",
    "ReturnLine",
    "ReturnPhoto",
    "ReturnReason",
    "ReturnStatus",
    "Review",
    "SellerOrder",
    "SellerOrderStatus",
    "TransferOutcome",
    "Zone",
]
