"""Whether an order may be paid for in the way that was chosen."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from catalog.models import Product
from orders.commands.refusals import AgeUnconfirmed, PaymentMethodUnavailable
from orders.gateways.choice import takes_cards
from orders.models import Order, PaymentMethod, SellerOrder, SellerOrderStatus


def offered_methods() -> list[PaymentMethod]:
    """Those that the marketplace takes at all; whether for this order and this buyer is told when it is placed."""
    is_there = {PaymentMethod.BANK: settings.BANK_TRANSFER_ACCOUNT, PaymentMethod.CARD: settings.CARD_GATEWAY}
    return [method for method in PaymentMethod if is_there.get(method, True)]


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
    elif order.payment_method == PaymentMethod.CARD:
        _check_card(order.total)
    elif not settings.BANK_TRANSFER_ACCOUNT or not order.total:
        raise PaymentMethodUnavailable(field=["paymentMethod"])
    if has_alcohol and not is_of_age:
        raise AgeUnconfirmed(field=["isOfAge"])


def _check_card(total: int) -> None:
    if not settings.CARD_GATEWAY:
        raise PaymentMethodUnavailable(field=["paymentMethod"])
    if not takes_cards(total):
        message = _("By card an order of %(least)s to %(most)s đồng can be paid.")
        limits = {
            "least": f"{settings.CARD_LEAST:,}".replace(",", "."),
            "most": f"{settings.CARD_MOST:,}".replace(",", "."),
        }
        raise PaymentMethodUnavailable(message % limits, field=["paymentMethod"])


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
