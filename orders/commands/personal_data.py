"""What orders say to somebody who wants to leave."""

from django.utils.translation import gettext as _

from marketplace.models import User
from orders.models import SellerOrder
from orders.models import SellerOrderStatus as Status

OPEN = (Status.UNPAID, Status.PLACED, Status.CONFIRMED, Status.SHIPPED)


def has_open_orders(user: User) -> str | None:
    """Somebody waits for them, or they for somebody."""
    if not SellerOrder.objects.filter(order__user=user, status__in=OPEN).exists():
        return None
    return _("Orders of yours are on their way. You can go once they have arrived or are cancelled.")
