"""A4 statements of payouts: for a shop's own books."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from orders.models import Payout
from orders.printing.paper import money, pdf, room, text
from orders.statements import StatementLine

_GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("ALIGN", (2, 1), (-1, -1), "RIGHT")]
_SHARES = (0.12, 0.26, 0.13, 0.13, 0.12, 0.12, 0.12)


def statement_pdf(payout: Payout, found: Sequence[StatementLine]) -> bytes:
    width, _height = room(A4)
    story: list[Flowable] = [
        *_head(payout),
        Spacer(0, 4 * mm),
        _lines(found, width),
        Spacer(0, 4 * mm),
        *_foot(payout),
    ]
    return pdf(story, A4, payout.purpose)


def _head(payout: Payout) -> list[Flowable]:
    seller = payout.seller
    return [
        text(_("Statement of a payout"), 9),
        text(payout.purpose, 14, bold=True),
        text(f"{seller.name} · {seller.legal_name} · {seller.tax_code}".rstrip(" ·")),
        text(_("Drawn up on %(day)s") % {"day": _day(payout.batch.drawn_up_at)}),
    ]


def _lines(found: Sequence[StatementLine], width: float) -> Table:
    heads = (_("Day"), _("What"), _("Gross"), _("Commission"), _("VAT"), _("Income tax"), _("Net"))
    rows = [[text(words, 8, bold=True) for words in heads], *map(_row, found)]
    return Table(rows, colWidths=[width * share for share in _SHARES], repeatRows=1, style=_GRID)


def _row(line: StatementLine) -> list[Flowable]:
    what = " · ".join(filter(None, [str(line.kind.label), line.order_number]))
    sums = (line.gross, line.commission, line.vat, line.pit, line.net)
    return [text(_day(line.happened_at), 8), text(what, 8), *(text(money(amount), 8) for amount in sums)]


def _foot(payout: Payout) -> list[Flowable]:
    paid = _("Paid out: %(amount)s") % {"amount": money(payout.amount)}
    to = _("To %(holder)s, account %(number)s") % {"holder": payout.holder, "number": payout.masked_number}
    return [text(paid, 12, bold=True), text(to), text(str(payout.get_status_display()))]


def _day(at: datetime) -> str:
    return f"{timezone.localtime(at, timezone.get_default_timezone()):%d.%m.%Y}"
