"""Products as a spreadsheet. Texts that a spreadsheet program would take for a formula are made harmless."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from catalog.spreadsheets.columns import Column, Kind, columns
from catalog.spreadsheets.formulas import harmless

_NUMBERS = frozenset({Kind.MONEY, Kind.NUMBER, Kind.LENGTH})
_WIDE = frozenset({Kind.LINE, Kind.TEXT, Kind.GROUP})
WIDTHS = {True: 36, False: 16}  # characters

Values = Mapping[str, Any]


MARK = b"\xef\xbb\xbf"


def csv_lines(rows: Iterable[Values], language: str) -> Iterator[bytes]:
    """A file in pieces, with the mark by which Excel knows UTF-8."""
    head = [column.header(language) for column in columns().values()]
    cells = ([_csv_cell(row.get(key), column, language) for key, column in columns().items()] for row in rows)
    yield MARK + _line(head)
    yield from map(_line, cells)


def lines(rows: Iterable[Sequence[int | str]]) -> Iterator[bytes]:
    """Any table as such a file, its heading first. Raises nothing; texts are made harmless."""
    yield MARK
    for row in rows:
        yield _line([str(cell) if isinstance(cell, int) else harmless(cell) for cell in row])


def xlsx_table(rows: Iterable[Sequence[int | str]]) -> bytes:
    """Like `lines`, as a workbook: numbers stay numbers, and no text becomes a formula."""
    book = Workbook(write_only=True)
    sheet: WriteOnlyWorksheet = book.create_sheet("OCOP")
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows):
        sheet.append([_plain_cell(sheet, cell, is_bold=number == 0) for cell in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _plain_cell(sheet: WriteOnlyWorksheet, value: int | str, *, is_bold: bool) -> Any:
    if isinstance(value, int):
        return value
    cell = _bold(sheet, value) if is_bold else WriteOnlyCell(sheet, value=value)
    cell.data_type = "s"
    return cell


def xlsx_file(rows: Iterable[Values], language: str) -> bytes:
    book = Workbook(write_only=True)
    sheet: WriteOnlyWorksheet = book.create_sheet("OCOP")
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns().values(), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS[column.kind in _WIDE]
    sheet.append([_bold(sheet, column.header(language)) for column in columns().values()])
    for row in rows:
        sheet.append([_xlsx_cell(sheet, row.get(key), column, language) for key, column in columns().items()])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _line(cells: list[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode()


def _csv_cell(value: Any, column: Column, language: str) -> str:
    return str(value) if column.kind in _NUMBERS and value is not None else harmless(_text(value, language))


def _xlsx_cell(sheet: WriteOnlyWorksheet, value: Any, column: Column, language: str) -> Any:
    if value is None or (column.kind in _NUMBERS and isinstance(value, int)):
        return value
    cell = WriteOnlyCell(sheet, value=_text(value, language))
    cell.data_type = "s"  # openpyxl would make a formula of "=..."
    return cell


def _text(value: Any, language: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        yes, no = ("yes", "no") if language.startswith("en") else ("có", "không")
        return yes if value else no
    return str(value)


def _bold(sheet: WriteOnlyWorksheet, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell
