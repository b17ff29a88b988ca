"""A6 labels, one to a parcel: for the carrier, so the goods are not named."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from reportlab.lib import colors
from reportlab.lib.pagesizes import A6
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, KeepInFrame, PageBreak, Spacer, Table

from orders.printing.paper import QR, barcode, money, pdf, room, text
from orders.printing.parcels import Parcel, check_labels


def labels(found: Sequence[Parcel]) -> bytes:
    """Raises NoLabel: all of them or none."""
    check_labels(found)
    width, height = room(A6)
    story: list[Flowable] = []
    for one in found:
        # A very long address shrinks the label; it never runs over to a second one.
        story += [KeepInFrame(width, height, _label(one, width), mode="shrink"), PageBreak()]
    return pdf(story, A6, ", ".join(one.order.number for one in found[:3]))


def _label(parcel: Parcel, width: float) -> list[Flowable]:
    row = parcel.order
    code = row.tracking_number or row.number
    return [
        _head(parcel, width),
        HRFlowable(width="100%", color=colors.black),
        text(_("From"), 7, bold=True),
        text(f"{row.seller_name} · {row.seller_phone}".rstrip(" ·"), 9, bold=True),
        text(row.seller_address, 8),
        HRFlowable(width="100%", color=colors.black, spaceBefore=4),
        text(_("To"), 7, bold=True),
        text(f"{row.order.contact_name} · {row.order.phone}", 12, bold=True),
        text(parcel.address, 10),
        Spacer(0, 2 * mm),
        _cash(parcel, width),
        Spacer(0, 3 * mm),
        barcode(code, width),
        text(code, 8),
    ]


def _head(parcel: Parcel, width: float) -> Table:
    row = parcel.order
    side = 26 * mm
    names = [text(row.number, 12, bold=True), text(row.carrier or row.delivery_name, 9)]
    return Table(
        [[names, QR(row.number, side)]],
        colWidths=[width - side, side],
        style=[("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0), *_NO_PADDING],
    )


def _cash(parcel: Parcel, width: float) -> Table:
    words = _("Cash to collect: %(amount)s") % {"amount": money(parcel.to_collect)}
    return Table(
        [[text(words, 13, bold=True)]], colWidths=[width], style=[("BOX", (0, 0), (-1, -1), 1, colors.black)]
    )


_NO_PADDING = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("RIGHT", "TOP", "BOTTOM")]
