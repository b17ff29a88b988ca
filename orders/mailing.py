"""Mails about orders, in the order's language: what the law wants told when an order is acknowledged, and what has
become of a parcel."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from marketplace.gateways.messages import Message
from marketplace.graphql.ids import global_id
from marketplace.queries import place_paths
from orders.models import Order, OrderMail, OrderMailKind, Payment, PaymentMethod, PaymentStatus, SellerOrder
from orders.tokens import token_of
from sellers.banks import banks
from sellers.tax_codes import shown_tax_code

WHOLE = (OrderMailKind.RECEIVED, OrderMailKind.PAID)


def mail_of(row: OrderMail) -> Message | None:
    """None where there is no address, or where it would tell what has been overtaken."""
    order, address = row.order, address_of(row.order)
    payment = Payment.objects.filter(order=order).exclude(method=PaymentMethod.COD).first()  # what is paid before
    if not address or _is_overtaken(row, payment):
        return None
    with translation.override(order.language):
        told = {
            "title": _title(row, payment),
            "language": order.language,
            "order": order,
            "part": row.part,
            "kind": row.kind,
            "link": link_to(order),
            "support": settings.SUPPORT_CONTACT,
            "is_cod": order.payment_method == PaymentMethod.COD,
            **(_whole(order, payment) if row.kind in WHOLE else {}),
        }
        name = "acknowledgement" if row.kind in WHOLE else "news"
        return Message(
            to=address,
            subject=_("%(title)s - OCOP Village Market") % {"title": told["title"]},
            text=render_to_string(f"orders/{name}.txt", told).strip() + "\n",
            html=render_to_string(f"orders/{name}.html", told),
            key=f"order-mail-{row.pk}",
        )


def address_of(order: Order) -> str:
    """As it was given with the order; else the account's, if it is confirmed."""
    user = order.user
    is_confirmed = user is not None and user.is_active and user.email_verified_at is not None
    return order.email or (user.email or "" if user is not None and is_confirmed else "")


def link_to(order: Order) -> str:
    """With the token: it opens for who has no account, and on any device."""
    page = reverse(settings.ORDER_PAGE, args=[global_id("Order", order.pk)], query={"ma": token_of(order.number)})
    return f"{settings.SITE_URL}{page}"


def _is_overtaken(row: OrderMail, payment: Payment | None) -> bool:
    """How to pay is no news once it was paid, or is too late."""
    return row.kind == OrderMailKind.RECEIVED and payment is not None and payment.status != PaymentStatus.PENDING


def _title(row: OrderMail, payment: Payment | None) -> str:
    number = {"number": row.part.number if row.part is not None else row.order.number}
    match OrderMailKind(row.kind):
        case OrderMailKind.RECEIVED if payment is not None:
            return _("Please pay for your order %(number)s") % number
        case OrderMailKind.RECEIVED:
            return _("We have received your order %(number)s") % number
        case OrderMailKind.PAID:
            return _("Your order %(number)s is paid") % number
        case OrderMailKind.SHIPPED:
            return _("Your order %(number)s is on its way") % number
        case OrderMailKind.FAILED:
            return _("Your order %(number)s came back") % number
        case OrderMailKind.CANCELLED:
            return _("The shop cannot deliver your order %(number)s") % number
        case OrderMailKind.LAPSED:
            return _("Your order %(number)s was not paid in time") % number


def _whole(order: Order, payment: Payment | None) -> dict[str, Any]:
    path = place_paths({order.place_id})[order.place_id]
    parts = order.parts.order_by("pk").prefetch_related("lines")
    is_awaited = payment is not None and payment.status == PaymentStatus.PENDING
    return {
        "address": ", ".join([order.street, *map(str, reversed(path))]),
        "placed_at": _moment(order.placed_at),
        "parts": [_part(part) for part in parts],
        "total": _dong(order.total),
        "paid_at": _moment(payment.paid_at) if payment is not None and payment.paid_at is not None else "",
        "pay": _how_to_pay(payment) if payment is not None and is_awaited else None,
    }


def _part(part: SellerOrder) -> Mapping[str, Any]:
    return {
        "row": part,
        "tax_code": shown_tax_code(part.seller_tax_code),
        "lines": [
            {
                "name": " · ".join(filter(None, [line.product_name, line.variant_name])),
                "quantity": line.quantity,
                "unit_price": _dong(line.unit_price),
                "total": _dong(line.total),
            }
            for line in sorted(part.lines.all(), key=lambda line: line.pk)
        ],
        "delivery_fee": _dong(part.delivery_fee) if part.delivery_fee else _("free"),
        "cod_fee": _dong(part.cod_fee) if part.cod_fee else "",
        "total": _dong(part.total),
    }


def _how_to_pay(payment: Payment) -> Mapping[str, str] | None:
    """None for what is not paid by transfer: the page says how."""
    if payment.method != PaymentMethod.BANK:
        return None
    bank = banks().get(settings.BANK_TRANSFER_BIN)
    return {
        "bank": bank.short_name if bank is not None else settings.BANK_TRANSFER_BIN,
        "account": settings.BANK_TRANSFER_ACCOUNT,
        "holder": settings.BANK_TRANSFER_NAME,
        "amount": _dong(payment.amount - payment.received),
        "purpose": payment.purpose,
        "until": _moment(payment.expires_at),
    }


def _dong(amount: int) -> str:
    written = f"{amount:,}"
    return f"{written.replace(',', '.') if translation.get_language() == 'vi' else written} ₫"


def _moment(at: Any) -> str:
    return f"{timezone.localtime(at):%H:%M, %d/%m/%Y}"
