from orders.admin.delivery import DeliveryMethodAdmin
from orders.admin.shipments import ShipmentAdmin

__all__ = ["DeliveryMethodAdmin", "ShipmentAdmin"]
