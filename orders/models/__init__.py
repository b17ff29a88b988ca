from orders.models.carts import MOST_PIECES, Cart, CartLine
from orders.models.delivery import DeliveryKind, DeliveryMethod, DeliveryRate, Zone
from orders.models.orders import Order, OrderLine, PaymentMethod, SellerOrder, SellerOrderStatus
from orders.models.reviews import Review

__all__ = [
    "MOST_PIECES",
    "Cart",
    "CartLine",
    "DeliveryKind",
    "DeliveryMethod",
    "DeliveryRate",
    "Order",
    "OrderLine",
    "PaymentMethod",
    "Review",
    "SellerOrder",
    "SellerOrderStatus",
    "Zone",
]
