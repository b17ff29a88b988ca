"""From rows of text to values. Every fault is told by line and column: people mend a file once, not cell by cell."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from stdnum import ean

from catalog.models.products import LONGEST_SIDE, MAX_PRICE
from catalog.spreadsheets.columns import Column, Kind, columns_of
from catalog.spreadsheets.errors import CellError, SheetInvalid
from catalog.spreadsheets.reading import Sheet, SheetRow
from marketplace.errors import DomainError, ErrorCode
from marketplace.texts import required_name, required_paragraphs, required_text
from marketplace.vietnamese import folded

LARGEST_NUMBER = 2_000_000_000  # PostgreSQL's integer ends at 2,147,483,647
_YES = frozenset({"1", "x", "co", "yes", "y", "true", "dang ban"})
_NO = frozenset({"0", "khong", "no", "n", "false", "ngung ban"})
_CURRENCY = ("vnđ", "vnd", "đ", "₫", "dong", "đồng")

Groups = Callable[[str], int | None]


class _Unfit(Exception):
    """A cell's text is not what its column needs; the message is for people."""


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """`values` by column key, with nothing under the keys whose cell is empty: those stay as they are."""

    line: int
    values: Mapping[str, Any]


@dataclass(slots=True)
class Parsed:
    rows: list[ParsedRow] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)  # headers of columns that we do not know


def parsed_sheet(sheet: Sheet, *, group_named: Groups) -> Parsed:
    """`group_named` finds a group by its name, slug or code. Raises SheetInvalid when the header does not do."""
    found = columns_of(sheet.headers)
    _check_header(sheet.headers, found)
    answer = Parsed(ignored=[header for header, column in zip(sheet.headers, found, strict=True) if column is None])
    lines_of: dict[str, int] = {}
    for row in sheet.rows:
        errors, values = _row(row, sheet.headers, found, group_named)
        errors += _of_whole_row(row.line, values, lines_of)
        answer.errors += errors
        if not errors:
            answer.rows.append(ParsedRow(row.line, values))
    return answer


def _check_header(headers: tuple[str, ...], found: list[Column | None]) -> None:
    keys = [column.key for column in found if column is not None]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        names = [header for header, column in zip(headers, found, strict=True) if column and column.key == twice]
        message = _("Two columns mean the same: %(names)s.") % {"names": ", ".join(names)}
        raise SheetInvalid(message, field=["file"])
    if "sku" not in keys and "product" not in keys:
        raise SheetInvalid(_("The file needs a column with the SKU or with the product's name."), field=["file"])


def _row(
    row: SheetRow, headers: tuple[str, ...], found: list[Column | None], group_named: Groups
) -> tuple[list[CellError], dict[str, Any]]:
    errors: list[CellError] = []
    values: dict[str, Any] = {}
    for header, column, cell in zip(headers, found, row.cells, strict=True):
        if column is None or not cell:
            continue
        try:
            values[column.key] = _value(cell, column, group_named)
        except _Unfit as unfit:
            errors.append(CellError(row.line, header, ErrorCode.INVALID, str(unfit)))
        except DomainError as error:  # of a text
            errors.append(CellError(row.line, header, error.code, str(error)))
    return errors, values


def _of_whole_row(line: int, values: Mapping[str, Any], lines_of: dict[str, int]) -> Iterator[CellError]:
    if "sku" not in values and "product" not in values:
        yield CellError(line, "", ErrorCode.REQUIRED, _("This row has neither an SKU nor a product's name."))
    sku = values.get("sku")
    if sku is not None:
        first = lines_of.setdefault(sku, line)
        if first != line:
            message = _("This SKU stands in line %(line)d already.") % {"line": first}
            yield CellError(line, "sku", ErrorCode.DUPLICATE, message)
    price, earlier = values.get("price"), values.get("compare_at_price")
    if price is not None and earlier is not None and earlier <= price:
        message = _("The earlier price must be above the price.")
        yield CellError(line, "compare_at_price", ErrorCode.INVALID, message)


def _value(cell: str, column: Column, group_named: Groups) -> Any:
    match column.kind:
        case Kind.LINE:
            return required_name(cell, field=column.key, longest=column.longest)
        case Kind.CODE:
            return required_text(cell, field=column.key, longest=column.longest)
        case Kind.TEXT:
            return required_paragraphs(cell, field=column.key, longest=column.longest)
        case Kind.MONEY:
            return _money(cell)
        case Kind.NUMBER:
            return _number(cell)
        case Kind.LENGTH:
            return _length(cell)
        case Kind.GTIN:
            return _gtin(cell)
        case Kind.FLAG:
            return _flag(cell)
        case Kind.GROUP:
            return _group(cell, group_named)


def _money(cell: str) -> int:
    """Whole đồng: 150000, 150.000, 150,000đ. One that could be a fraction (150.5, 1.50) is refused."""
    plain = cell.lower().replace("\u00a0", " ").strip()
    for word in _CURRENCY:
        plain = plain.removesuffix(word).strip()
    amount = _whole(plain)
    if amount is None:
        raise _Unfit(_("“%(cell)s” is not a price in whole đồng, like 150000 or 150.000.") % {"cell": cell[:60]})
    if not 1 <= amount <= MAX_PRICE:
        raise _Unfit(_("A price is from 1 to %(most)s đồng.") % {"most": f"{MAX_PRICE:,}"})
    return amount


def _number(cell: str) -> int:
    number = _whole(cell)
    if number is None or number > LARGEST_NUMBER:
        raise _Unfit(_("“%(cell)s” is not a whole number from 0 up.") % {"cell": cell[:60]})
    return number


def _length(cell: str) -> int | None:
    length = _number(cell)
    if length > LONGEST_SIDE:
        raise _Unfit(_("A side is %(most)s mm long at most.") % {"most": f"{LONGEST_SIDE:,}"})
    return length or None


def _whole(text: str) -> int | None:
    """Digits, in one run or in threes with one kind of mark between them."""
    mark = next((mark for mark in ".,  " if mark in text), "")
    parts = text.split(mark) if mark else [text]
    digits = "".join(parts)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 15):
        return None
    if mark and not (1 <= len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])):
        return None
    return int(digits)


def _gtin(cell: str) -> str:
    digits = cell.replace(" ", "").replace("-", "")
    if not digits.isascii() or not ean.is_valid(digits):
        raise _Unfit(_("“%(cell)s” is not a GTIN: its check digit does not fit.") % {"cell": cell[:60]})
    return digits


def _flag(cell: str) -> bool:
    answer = folded(cell)
    if answer not in _YES | _NO:
        raise _Unfit(_("Write “có” or “không” (yes or no), not “%(cell)s”.") % {"cell": cell[:60]})
    return answer in _YES


def _group(cell: str, group_named: Groups) -> int:
    group = group_named(cell)
    if group is None:
        raise _Unfit(_("There is no product group “%(cell)s”.") % {"cell": cell[:60]})
    return group
