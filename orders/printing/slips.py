"""A5 packing slips: what belongs into each parcel. A long order goes on over several sheets."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from reportlab.lib import colors
from reportlab.lib.pagesizes import A5
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Spacer, Table

from orders.printing.paper import QR, money, pdf, room, text
from orders.printing.parcels import Parcel, check_slips

_TOP = [("VALIGN", (0, 0), (-1, -1), "TOP")]


def slips(found: Sequence[Parcel]) -> bytes:
    """Raises NoSlip: all of them or none."""
    check_slips(found)
    width, _height = room(A5)
    story: list[Flowable] = []
    for one in found:
        story += [*_slip(one, width), PageBreak()]
    return pdf(story, A5, ", ".join(one.order.number for one in found[:3]))


def _slip(parcel: Parcel, width: float) -> list[Flowable]:
    row, side = parcel.order, 26 * mm
    names: list[Flowable] = [
        text(_("Packing slip"), 9),
        text(row.number, 14, bold=True),
        text(f"{row.seller_name} · {row.delivery_name}"),
        text(f"{row.order.contact_name} · {row.order.phone}", bold=True),
        text(parcel.address),
    ]
    head = Table(
        [[names, QR(row.number, side)]], colWidths=[width - side, side], style=[("VALIGN", (0, 0), (-1, -1), "TOP")]
    )
    note = [text(_("Note of the buyer: %(note)s") % {"note": row.order.note}, bold=True)] if row.order.note else []
    return [head, Spacer(0, 2 * mm), _goods(parcel, width), Spacer(0, 3 * mm), *_sums(parcel), *note]


def _goods(parcel: Parcel, width: float) -> Table:
    heads = [text(words, 8, bold=True) for words in (_("SKU"), _("Goods"), _("Pieces"), _("Packed"))]
    rows = [
        [
            text(line.sku, 8),
            text(" · ".join(filter(None, [line.product_name, line.variant_name]))),
            text(str(line.quantity - line.cancelled), 11, bold=True),
            "",  # for a tick by hand
        ]
        for line in parcel.lines
    ]
    columns = [width * share for share in (0.25, 0.47, 0.14, 0.14)]
    grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    return Table([heads, *rows], colWidths=columns, repeatRows=1, style=grid)


def _sums(parcel: Parcel) -> list[Flowable]:
    pieces = sum(line.quantity - line.cancelled for line in parcel.lines)
    return [
        text(_("Pieces in all: %(count)s") % {"count": pieces}),
        text(_("Cash to collect: %(amount)s") % {"amount": money(parcel.to_collect)}),
    ]
