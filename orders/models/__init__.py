from orders.models.carts import MOST_PIECES, Cart, CartLine
from orders.models.delivery import DeliveryKind, DeliveryMethod, DeliveryRate, Zone
from orders.models.orders import Order, OrderLine, PaymentMethod, SellerOrder, SellerOrderStatus

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
    "SellerOrder",
    "SellerOrderStatus",
    "Zone",
]
