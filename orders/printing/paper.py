"""Letters, marks and sheets that labels and slips share."""

import io
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

import segno
from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer

FONTS = Path(__file__).parent / "fonts"
PLAIN, BOLD = "DejaVuSansCondensed", "DejaVuSansCondensed-Bold"
LONGEST_BARCODE = 24  # beyond that its bars are too thin for a shop's printer
_QUIET = 4  # modules of white around a QR code, which readers need (ISO/IEC 18004)

for _name in (PLAIN, BOLD):
    pdfmetrics.registerFont(TTFont(_name, str(FONTS / f"{_name}.ttf")))


def text(words: str, size: float = 9, *, bold: bool = False) -> Paragraph:
    """As it was typed: reportlab would read tags in it."""
    style = ParagraphStyle("text", fontName=BOLD if bold else PLAIN, fontSize=size, leading=size * 1.25)
    return Paragraph(escape(words), style)


def money(amount: int) -> str:
    return f"{amount:,} ₫".replace(",", ".")


def barcode(words: str, width: float) -> Flowable:
    """Code 128 where a scanner could read it, else only room: the words stand beside it anyway."""
    is_readable = words.isascii() and words.isprintable() and 0 < len(words) <= LONGEST_BARCODE
    if not is_readable:
        return Spacer(0, 0)
    modules = 11 * (len(words) + 2) + 13  # a start, a check and a stop beside the letters
    return Code128(words, barWidth=min(width / modules, 0.4 * mm), barHeight=11 * mm, quiet=0)


class QR(Flowable):
    """A QR code of `side` points, its quiet zone included."""

    def __init__(self, words: str, side: float) -> None:
        super().__init__()
        self.width = self.height = side
        self.rows = [list(row) for row in segno.make_qr(words, error="m").matrix_iter(border=_QUIET)]

    def draw(self) -> None:
        module = self.width / len(self.rows)
        for top, row in enumerate(self.rows, start=1):
            for left, is_dark in enumerate(row):
                if is_dark:
                    self.canv.rect(left * module, self.height - top * module, module, module, stroke=0, fill=1)


def pdf(story: Sequence[Flowable], size: tuple[float, float], title: str) -> bytes:
    file = io.BytesIO()
    _sheets(file, size, title).build(list(story))
    return file.getvalue()


def room(size: tuple[float, float]) -> tuple[float, float]:
    """Width and height that a page of that size has for what is on it."""
    sheets = _sheets(io.BytesIO(), size, "")
    return sheets.width - 12, sheets.height - 12  # a frame's own padding


def _sheets(file: io.BytesIO, size: tuple[float, float], title: str) -> Any:
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 4 * mm)
    return SimpleDocTemplate(file, pagesize=size, title=title, **margins)
