from orders.models.carts import LONGEST_LINK, MOST_PIECES, Cart, CartLine
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
from orders.models.vouchers import Voucher, VoucherBudget, VoucherKind, VoucherRedemption

__all__ = [
    "LONGEST_LINK",
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
    "SellerOrder",
    "SellerOrderStatus",
    "TransferOutcome",
    "Voucher",
    "VoucherBudget",
    "VoucherKind",
    "VoucherRedemption",
    "Zone",
]
