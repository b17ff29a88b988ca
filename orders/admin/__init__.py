from orders.admin import money
from orders.admin.delivery import DeliveryMethodAdmin
from orders.admin.shipments import ShipmentAdmin

__all__ = ["DeliveryMethodAdmin", "ShipmentAdmin", "money"]
