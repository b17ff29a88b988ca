from orders.models.carts import LONGEST_LINK, MOST_PIECES, Cart, CartLine
from orders.models.delivery import Carrier, CarrierPlace, DeliveryKind, DeliveryMethod, DeliveryRate, FeeQuote, Zone
from orders.models.mails import OrderMail, OrderMailKind
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
from orders.models.shipments import ENDED, Shipment, ShipmentEvent, ShipmentStatus
from orders.models.vouchers import Voucher, VoucherBudget, VoucherKind, VoucherRedemption

__all__ = [
    "ENDED",
    "LONGEST_LINK",
    "MOST_PIECES",
    "BankTransfer",
    "Carrier",
    "CarrierPlace",
    "Cart",
    "CartLine",
    "DeliveryKind",
    "DeliveryMethod",
    "DeliveryRate",
    "FeeQuote",
    "Order",
    "OrderLine",
    "OrderMail",
    "OrderMailKind",
    "Payment",
    "PaymentMethod",
    "PaymentStatus",
    "Refund",
    "RefundReason",
    "RefundStatus",
    "Review",
    "SellerOrder",
    "SellerOrderStatus",
    "Shipment",
    "ShipmentEvent",
    "ShipmentStatus",
    "TransferOutcome",
    "Voucher",
    "VoucherBudget",
    "VoucherKind",
    "VoucherRedemption",
    "Zone",
]
