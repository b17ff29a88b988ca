"""What leaves the house on paper or in a file stands in the shop's trail: buyers' names and addresses are on it."""

from collections.abc import Sequence
from datetime import date

from marketplace.commands.audit import record, record_all
from marketplace.commands.authority import Actor, signed_in
from orders.models import SellerOrder
from sellers.models import Seller


def note_labels(*, actor: Actor, rows: Sequence[SellerOrder]) -> None:
    """One for each order. Raises Unauthenticated."""
    changes = [(row, None, {"number": row.number}) for row in rows]
    record_all(actor=signed_in(actor), action="print_labels", changes=changes)


def note_slips(*, actor: Actor, rows: Sequence[SellerOrder]) -> None:
    """One for each order. Raises Unauthenticated."""
    changes = [(row, None, {"number": row.number}) for row in rows]
    record_all(actor=signed_in(actor), action="print_slips", changes=changes)


def note_invoice_export(*, actor: Actor, seller: Seller, begins: date, ends: date, count: int) -> None:
    """Raises Unauthenticated."""
    after = {"from": begins, "until": ends, "orders": count}
    record(actor=signed_in(actor), action="export_invoices", subject=seller, after=after)
