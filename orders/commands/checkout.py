"""From a cart to an order: one transaction, in which nothing can be sold twice and no price can slip."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.commands.locks import locked_products
from catalog.models import StockItem
from livestreams.deals import take
from marketplace.clock import today
from marketplace.commands.authority import Actor
from marketplace.commands.outbox import publish, publish_all
from marketplace.contacts import email_of, phone_of
from marketplace.errors import Invalid, NotFound, Refusals, Required
from marketplace.events import OrderAwaitsPayment, OrderPlaced, SellerOrderPlaced
from marketplace.models import Place, User
from marketplace.queries import commune_of_today
from marketplace.texts import optional_text, required_text
from orders.commands.carts import NotOnSale, find_cart
from orders.commands.charges import freeze_charges
from orders.commands.payments.choice import check_payment
from orders.commands.payments.opening import open_payment
from orders.commands.placing import Part, basket_of, charged, row_of, told_of
from orders.commands.refusals import OutOfStock, ShopClosed, TotalChanged
from orders.commands.stock import allocate
from orders.commands.vouchers.applying import Basket
from orders.commands.vouchers.redeeming import judged_for_order, redeem
from orders.models import (
    Cart,
    CartLine,
    DeliveryKind,
    Order,
    OrderLine,
    PaymentMethod,
    SellerOrder,
)
from orders.queries import (
    OWN_RATES,
    LiveLine,
    by_seller,
    fee_for,
    live_lines,
    methods_of,
    with_prices,
    zones_to,
)
from orders.quotes import asked_of_carriers, quotes_of
from orders.tokens import random_letters
from sellers.orders import OrderStop, order_stops


@dataclass(frozen=True, slots=True)
class Checkout:
    """`deliveries`: the method by seller. `place_id`: a commune, of today or of before the reform.

    `vouchers`: codes. `expected_total`: after what they take off.
    """

    contact_name: str
    phone: str
    place_id: int
    street: str
    deliveries: Mapping[int, int]
    payment_method: PaymentMethod
    expected_total: int
    email: str = ""
    note: str = ""
    language: str = "vi"
    is_of_age: bool = False
    vouchers: Sequence[str] = ()


@transaction.atomic
def place_order(*, actor: Actor, token: str | None, checkout: Checkout, now: datetime | None = None) -> Order:
    """The cart is empty afterwards. Its pieces are promised to the order until they are shipped.

    Raises NotFound, Required, Invalid, AmbiguousPlace, NotOnSale, OutOfStock, ShopClosed, PaymentMethodUnavailable,
    AgeUnconfirmed, TotalChanged, and what `judged_for_order` and `redeem` do; all that is wrong with the lines, or
    with the vouchers, is told together. Nothing is written then.
    """
    now = now or timezone.now()
    cart = _locked_cart(actor, token)
    order = _drafted(actor, checkout, now)
    stock = _locked_stock(cart)
    lines = live_lines(cart)
    if not lines:
        raise Invalid(_("The cart is empty."), field=["token"])
    _check_lines(lines, stock)
    _check_shops(lines, now)
    # Behind the locks of the stock, before those of vouchers.
    wanted = {one.line.variant_id: one.line.quantity for one in lines}
    lines = with_prices(lines, take(wanted, buyer=order.phone, now=now))
    parts = _parts(lines, order.place, checkout, now)
    result = judged_for_order(checkout.vouchers, basket_of(parts), order, now)
    order.discount = result.basket.discount
    order.total = sum(part.total for part in parts) - order.discount
    check_payment([one.line.variant.product for one in lines], order, is_of_age=checkout.is_of_age, now=now)
    if order.total != checkout.expected_total:
        message = _("The total is %(total)s đồng now. Please look at it again.")
        raise TotalChanged(message % {"total": f"{order.total:,}".replace(",", ".")}, field=["expectedTotal"])
    order.save(force_insert=True)
    _write(order, parts, result.basket, stock, now)
    redeem(result, order, now)
    CartLine.objects.filter(cart=cart).delete()
    return order


def _locked_cart(actor: Actor, token: str | None) -> Cart:
    """Two who check out one cart: the second finds it empty."""
    cart = find_cart(actor, token, is_locked=True)
    if cart is None:
        raise NotFound(field=["token"])
    return cart


def _drafted(actor: Actor, checkout: Checkout, now: datetime) -> Order:
    refusals = Refusals()
    order = Order(
        user=actor if isinstance(actor, User) else None,
        payment_method=checkout.payment_method,
        language=checkout.language[:2],
        placed_at=now,
    )
    with refusals.of_row():
        order.contact_name = required_text(checkout.contact_name, field="contactName", longest=120)
    with refusals.of_row():
        if not checkout.phone.strip():
            raise Required(field=["phone"])
        order.phone = phone_of(checkout.phone, field="phone").value
    with refusals.of_row():
        order.email = email_of(checkout.email, field="email").value if checkout.email.strip() else ""
    with refusals.of_row():
        order.street = required_text(checkout.street, field="street", longest=200)
    with refusals.of_row():
        order.note = optional_text(checkout.note, field="note", longest=500)
    with refusals.of_row():
        order.place = commune_of_today(checkout.place_id, field="place", at=today(now))
    refusals.tell()
    order.number = f"{today(now):%y%m%d}-{random_letters(7)}"
    return order


def _locked_stock(cart: Cart) -> dict[int, StockItem]:
    """By variant. Products first and in the order of their keys, stock after them: as everybody else does."""
    wanted = list(CartLine.objects.filter(cart=cart).values_list("variant_id", "variant__product_id"))
    locked_products(product for _variant, product in wanted)
    rows = StockItem.objects.select_for_update(no_key=True).filter(pk__in=[variant for variant, _product in wanted])
    return {item.pk: item for item in rows.order_by("pk")}


def _check_lines(lines: Sequence[LiveLine], stock: Mapping[int, StockItem]) -> None:
    refusals = Refusals()
    for one in lines:
        with refusals.of_row():
            field = ["lines", str(one.line.pk)]
            if not one.is_on_sale:
                raise NotOnSale(field=field)
            item = stock.get(one.line.variant_id)
            left = item.available if item is not None else 0
            if left < one.line.quantity:
                name = one.line.variant.product.name
                message = _("%(name)s: only %(left)d left.") if left else _("%(name)s is sold out.")
                raise OutOfStock(message % {"name": name, "left": left}, field=field)
    refusals.tell()


def _check_shops(lines: Sequence[LiveLine], now: datetime) -> None:
    sellers = {one.line.variant.seller_id: one.line.variant.seller for one in lines}
    refusals = Refusals()
    for pk, stop in order_stops(list(sellers), day=today(now)).items():
        with refusals.of_row():
            raise ShopClosed(f"{sellers[pk].name}: {OrderStop(stop).label}", field=["sellers", str(pk)])
    refusals.tell()


def _parts(lines: Sequence[LiveLine], place: Place, checkout: Checkout, now: datetime) -> list[Part]:
    shops = by_seller(lines)
    sellers = {one.line.variant.seller_id: one.line.variant.seller for one in lines}
    offered, zones = methods_of(list(shops)), zones_to(place, list(sellers.values()))
    quotes = quotes_of(asked_of_carriers(place, shops, offered), now)
    refusals, parts = Refusals(), []
    for pk, its_lines in shops.items():
        with refusals.of_row():
            chosen = checkout.deliveries.get(pk)
            method = next((method for method in offered[pk] if method.pk == chosen), None)
            if method is None:
                raise Invalid(
                    _("Please choose how %(shop)s delivers.") % {"shop": sellers[pk].name}, field=["deliveries"]
                )
            fee = fee_for(method, zones[pk], its_lines, quotes.get((pk, method.pk), OWN_RATES))
            if fee is None:
                message = _("%(shop)s does not deliver there in that way.")
                raise Invalid(message % {"shop": sellers[pk].name}, field=["deliveries"])
            is_brought = method.kind == DeliveryKind.DELIVERY
            cod_fee = method.cod_fee if is_brought and checkout.payment_method == PaymentMethod.COD else 0
            parts.append(Part(sellers[pk], its_lines, method, fee, cod_fee))
    refusals.tell()
    return parts


def _write(
    order: Order, parts: Sequence[Part], basket: Basket, stock: Mapping[int, StockItem], now: datetime
) -> None:
    rows = [row_of(order, part, basket, number, now) for number, part in enumerate(parts, start=1)]
    made = [charged(row, part.lines, basket) for row, part in zip(rows, parts, strict=True)]
    freeze_charges(made, today(now))
    SellerOrder.objects.bulk_create(rows)
    OrderLine.objects.bulk_create([line for one in made for line in one.lines])
    allocate({one.line.variant_id: one.line.quantity for part in parts for one in part.lines}, stock, now)
    if order.total:
        open_payment(order, now)
    if PaymentMethod(order.payment_method).is_prepaid:
        publish(OrderAwaitsPayment(order_id=order.pk))
        return
    products = dict.fromkeys(one.line.variant.product_id for part in parts for one in part.lines)
    whole = OrderPlaced(order_id=order.pk, product_ids=tuple(products))
    publish_all([whole, *(SellerOrderPlaced(**told_of(row, order)) for row in rows)])
