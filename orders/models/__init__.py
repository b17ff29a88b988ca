from orders.models.carts import MOST_PIECES, Cart, CartLine
from orders.models.charges import CommissionRule, TaxKind, TaxRate
from orders.models.delivery import DeliveryKind, DeliveryMethod, DeliveryRate, Zone
from orders.models.ledger import OF_SELLERS, Account, LedgerEntry, LedgerTransaction, PostingKind
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
from orders.models.payouts import Payout, PayoutBatch, PayoutEntry, PayoutStatus
from orders.models.reviews import Review

__all__ = [
    "MOST_PIECES",
    "OF_SELLERS",
    "Account",
    "BankTransfer",
    "Cart",
    "CartLine",
    "CommissionRule",
    "DeliveryKind",
    "DeliveryMethod",
    "DeliveryRate",
    "LedgerEntry",
    "LedgerTransaction",
    "Order",
    "OrderLine",
    "Payment",
    "PaymentMethod",
    "PaymentStatus",
    "Payout",
    "PayoutBatch",
    "PayoutEntry",
    "PayoutStatus",
    "PostingKind",
    "Refund",
    "RefundReason",
    "RefundStatus",
    "Review",
    "SellerOrder",
    "SellerOrderStatus",
    "TaxKind",
    "TaxRate",
    "TransferOutcome",
    "Zone",
]
