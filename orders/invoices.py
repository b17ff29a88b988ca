"""What a shop's bookkeeper needs to write invoices: the lines of its completed orders, as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.clock import today
from marketplace.commands.authority import Actor
from marketplace.errors import Invalid, NotFound, Required
from marketplace.models import Place
from marketplace.queries import place_paths
from orders.models import OrderLine, SellerOrder, SellerOrderStatus
from sellers.models import Seller
from sellers.queries import access_seller
from sellers.rights import Right

LONGEST = timedelta(days=366)
MOST_ORDERS = 10_000  # in one file

Cells = Sequence[int | str]


@dataclass(frozen=True, slots=True)
class Period:
    """Both days are part of it; of Vietnam's calendar."""

    begins: date
    ends: date


def period_of(begins: str, ends: str) -> Period:
    """Raises Required, Invalid."""
    days = []
    for text, field in ((begins, "from"), (ends, "until")):
        if not text:
            raise Required(field=[field])
        try:
            days.append(date.fromisoformat(text))
        except ValueError as error:
            raise Invalid(_("A day is written like 2026-11-25."), field=[field]) from error
    period = Period(*days)
    if not timedelta(0) <= period.ends - period.begins <= LONGEST:
        raise Invalid(_("A period is a year long at most, and ends after it begins."), field=["until"])
    return period


def invoiced_orders(*, actor: Actor, slug: str, period: Period) -> tuple[Seller, list[SellerOrder]]:
    """Those that were completed in the period, the first first, for members who may see what was sold.

    Raises Unauthenticated, NotFound, PermissionDenied; Invalid for more than one file holds.
    """
    pk = Seller.objects.filter(slug=slug).values_list("pk", flat=True).first()
    seller = access_seller(actor=actor, seller_id=pk or 0, right=Right.FIGURES)
    if pk is None:
        raise NotFound(field=["seller"])
    rows = SellerOrder.objects.filter(
        seller=seller,
        status=SellerOrderStatus.COMPLETED,
        status_changed_at__gte=_midnight(period.begins),
        status_changed_at__lt=_midnight(period.ends + timedelta(days=1)),
    )
    found = list(
        rows.order_by("status_changed_at", "pk").select_related("order").prefetch_related("lines")[: MOST_ORDERS + 1]
    )
    if len(found) > MOST_ORDERS:
        message = _("These are more than %(most)s orders. Please choose a shorter period.")
        raise Invalid(message % {"most": f"{MOST_ORDERS:,}"}, field=["until"])
    return seller, found


def invoice_table(orders: Sequence[SellerOrder]) -> Iterator[Cells]:
    """The heading, then a row for each line of goods, and for delivery and fees. What is of a whole order (discount,
    total) stands in its first row alone, so that columns can be added up."""
    yield [
        *(_("Order"), _("Completed"), _("Placed"), _("Buyer"), _("Phone"), _("Email"), _("Address")),
        *(_("SKU"), _("Goods or service"), _("Quantity"), _("Unit price (VND)"), _("Amount (VND)")),
        *(_("Discount (VND)"), _("Order total (VND)"), _("Payment")),
        *(_("Seller's legal name"), _("Seller's legal form"), _("Seller's tax code")),
    ]
    paths = place_paths({row.order.place_id for row in orders})
    for row in orders:
        yield from _rows(row, paths[row.order.place_id])


def _rows(row: SellerOrder, path: Sequence[Place]) -> Iterator[Cells]:
    order = row.order
    address = ", ".join([order.street, *map(str, reversed(path))])
    head = [
        *(row.number, str(today(row.status_changed_at)), str(today(order.placed_at))),
        *(order.contact_name, order.phone, order.email, address),
    ]
    tail = [row.seller_legal_name, row.get_seller_legal_form_display(), row.seller_tax_code]
    whole: Cells = [getattr(row, "discount", 0), row.total]
    for line in _lines(row):
        yield [*head, *line, *whole, order.get_payment_method_display(), *tail]
        whole = ["", ""]


def _lines(row: SellerOrder) -> Iterator[Cells]:
    for line in sorted(row.lines.all(), key=lambda line: line.pk):
        yield [line.sku, _name(line), line.quantity, line.unit_price, line.total]
    if row.delivery_fee:
        yield ["", row.delivery_name, 1, row.delivery_fee, row.delivery_fee]
    if row.cod_fee:
        yield ["", _("Cash on delivery"), 1, row.cod_fee, row.cod_fee]


def _name(line: OrderLine) -> str:
    return " · ".join(filter(None, [line.product_name, line.variant_name]))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
