"""From an uploaded file to rows of text. What the file says of itself (name, type, sizes) is not believed."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from catalog.spreadsheets.errors import SheetInvalid, SheetTooLarge
from catalog.spreadsheets.formulas import original

LARGEST_FILE = 10_000_000  # bytes
LARGEST_UNPACKED = 120_000_000  # bytes: XML is some ten times its zip; a bomb is a thousand times
MOST_PARTS = 500
MOST_ROWS = 20_000
MOST_COLUMNS = 60
LONGEST_CELL = 20_000
_ZIP = b"PK\x03\x04"
_DELIMITERS = ",;\t"
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class SheetRow:
    """`line` as the spreadsheet program counts. Cells are trimmed; those beyond the header are left out."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    headers: tuple[str, ...]
    rows: list[SheetRow]


def read_sheet(content: bytes) -> Sheet:
    """The first sheet of a CSV (UTF-8, or UTF-16 with its mark) or XLSX file. Raises SheetInvalid, SheetTooLarge."""
    if len(content) > LARGEST_FILE:
        raise SheetTooLarge(field=["file"])
    lines = _xlsx_rows(content) if content.startswith(_ZIP) else _csv_rows(content)
    return _sheet(lines)


def _sheet(lines: Iterable[tuple[int, list[str]]]) -> Sheet:
    filled = ((line, cells) for line, cells in lines if any(cells))
    _line, headers = next(filled, (0, []))
    while headers and not headers[-1]:
        headers.pop()
    if not headers:
        raise SheetInvalid(_("The file is empty."), field=["file"])
    if len(headers) > MOST_COLUMNS:
        raise SheetInvalid(_("The file has more than %(most)d columns.") % {"most": MOST_COLUMNS}, field=["file"])
    rows: list[SheetRow] = []
    for line, cells in filled:
        if len(rows) == MOST_ROWS:
            raise SheetTooLarge(_("The file has more than %(most)d rows.") % {"most": MOST_ROWS}, field=["file"])
        padded = [*cells, *[""] * (len(headers) - len(cells))]
        rows.append(SheetRow(line, tuple(padded[: len(headers)])))
    return Sheet(tuple(headers), rows)


def _csv_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(content)
    if "\0" in text:
        raise SheetInvalid(field=["file"])
    head = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, [original(_trimmed(cell, line)) for cell in cells[: MOST_COLUMNS + 1]]
            line = reader.line_num + 1
    except csv.Error as error:
        message = _("Line %(line)d cannot be read: a quotation mark is missing, or one too many.") % {"line": line}
        raise SheetInvalid(message, field=["file"]) from error


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise SheetInvalid(
            _("The file is not in UTF-8. In your spreadsheet program choose “CSV UTF-8”, or XLSX."), field=["file"]
        ) from error


def _xlsx_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    _check_parts(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        # Sizes in the file may lie, and reading pads up to them: our own limits are what it reads.
        rows = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1, values_only=True)
        for line, values in enumerate(rows, start=1):
            yield line, [_trimmed(_as_text(value), line) for value in values]
    except (
        *(zipfile.BadZipFile, zlib.error, InvalidFileException, DefusedXmlException, ParseError, NotImplementedError),
        *(KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, OverflowError),
    ) as error:
        # openpyxl lets whatever a broken part trips over come through.
        raise SheetInvalid(field=["file"]) from error


def _check_parts(content: bytes) -> None:
    """Before anything is unpacked. Raises SheetInvalid, SheetTooLarge."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise SheetInvalid(field=["file"]) from error
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names or any(part.flag_bits & _ENCRYPTED for part in parts):
        raise SheetInvalid(field=["file"])
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise SheetInvalid(_("The file has macros in it. Save it as XLSX without macros."), field=["file"])
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise SheetTooLarge(field=["file"])


def _as_text(value: Any) -> str:
    """As the person saw it: 150000 and not 150000.0, TRUE and not True."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def _trimmed(cell: str, line: int) -> str:
    if len(cell) > LONGEST_CELL:
        raise SheetInvalid(_("Line %(line)d has a cell that is too long.") % {"line": line}, field=["file"])
    return cell.strip()
