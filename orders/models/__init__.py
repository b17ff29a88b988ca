from orders.models.cards import CardCharge, CardEvent, CardIntent, CardStatus
from orders.models.carts import LONGEST_LINK, MOST_PIECES, Cart, CartLine
from orders.models.charges import CommissionRule, TaxKind, TaxRate
from orders.models.delivery import Carrier, CarrierPlace, DeliveryKind, DeliveryMethod, DeliveryRate, FeeQuote, Zone
from orders.models.ledger import OF_SELLERS, Account, LedgerEntry, LedgerTransaction, PostingKind
from orders.models.mails import OrderMail, OrderMailKind
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
from orders.models.payouts import Payout, PayoutBatch, PayoutEntry, PayoutStatus, PayoutWay
from orders.models.remittances import CodRemittance, RemittanceOutcome
from orders.models.returns import Return, ReturnLine, ReturnPhoto, ReturnReason, ReturnStatus
from orders.models.review_parts import MOST_PHOTOS, ReviewGround, ReviewPhoto, ReviewReport
from orders.models.reviews import Review
from orders.models.shipments import ENDED, Shipment, ShipmentEvent, ShipmentStatus
from orders.models.vouchers import Voucher, VoucherBudget, VoucherKind, VoucherRedemption

__all__ = [
    "ENDED",
    "LONGEST_LINK",
    "MOST_PHOTOS",
    "MOST_PIECES",
    "OF_SELLERS",
    "Account",
    "BankTransfer",
    "CardCharge",
    "CardEvent",
    "CardIntent",
    "CardStatus",
    "Carrier",
    "CarrierPlace",
    "Cart",
    "CartLine",
    "CodRemittance",
    "Collector",
    "CommissionRule",
    "DeliveryKind",
    "DeliveryMethod",
    "DeliveryRate",
    "FeeQuote",
    "LedgerEntry",
    "LedgerTransaction",
    "Order",
    "OrderLine",
    "OrderMail",
    "OrderMailKind",
    "Payment",
    "PaymentMethod",
    "PaymentStatus",
    "Payout",
    "PayoutBatch",
    "PayoutEntry",
    "PayoutStatus",
    "PayoutWay",
    "PostingKind",
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
    "ReviewGround",
    "ReviewPhoto",
    "ReviewReport",
    "SellerOrder",
    "SellerOrderStatus",
    "Shipment",
    "ShipmentEvent",
    "ShipmentStatus",
    "TaxKind",
    "TaxRate",
    "TransferOutcome",
    "Voucher",
    "VoucherBudget",
    "VoucherKind",
    "VoucherRedemption",
    "Zone",
]
