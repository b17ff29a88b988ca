"""Whether an order may be paid for in the way that was chosen."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from catalog.models import Product
from orders.commands.refusals import AgeUnconfirmed, PaymentMethodUnavailable
from orders.models import Order, PaymentMethod, SellerOrder, SellerOrderStatus


def check_payment(products: Collection[Product], order: Order, *, is_of_age: bool, now: datetime) -> None:
    """Raises PaymentMethodUnavailable, AgeUnconfirmed.

    No cash on delivery for alcohol, whose buyer's age nobody sees (Law 44/2019, article 16), nor for who has let too
    many parcels come back.
    """
    has_alcohol = any(product.group.is_alcohol for product in products)
    if order.payment_method == PaymentMethod.COD:
        if has_alcohol:
            raise PaymentMethodUnavailable(_("Alcohol cannot be paid for on delivery."), field=["paymentMethod"])
        _check_refused_parcels(order, now)
    elif not settings.BANK_TRANSFER_ACCOUNT or not order.total:
        raise PaymentMethodUnavailable(field=["paymentMethod"])
    if has_alcohol and not is_of_age:
        raise AgeUnconfirmed(field=["isOfAge"])


def _check_refused_parcels(order: Order, now: datetime) -> None:
    whose = Q(order__phone=order.phone) | (Q(order__user=order.user) if order.user is not None else Q())
    since = now - timedelta(days=settings.COD_REFUSED_DAYS)
    refused = SellerOrder.objects.filter(
        whose,
        order__payment_method=PaymentMethod.COD,
        status=SellerOrderStatus.FAILED,
        status_changed_at__gte=since,
    )
    if refused.count() >= settings.COD_MOST_REFUSED:
        message = _("Cash on delivery is not offered to you at present: several parcels came back.")
        raise PaymentMethodUnavailable(message, field=["paymentMethod"])
