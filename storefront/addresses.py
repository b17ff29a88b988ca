"""Reads a list's filters from the address bar, where anybody may type anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

MOST_VALUES = 40  # of one filter; the API takes 100
LARGEST_PRICE = 99_999_999_999  # đồng, the highest price of a product
LONGEST_TEXT = 120

Query = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter: what it says, and the address without it."""

    label: str
    address: str


class Reader:
    """Takes values out of an address one by one and notes what it could not make sense of."""

    def __init__(self, query: QueryDict) -> None:
        self._query = query
        self.problems: list[str] = []

    def words(self, name: str, *, allowed: Mapping[str, object] | None = None) -> tuple[str, ...]:
        """The values of a filter that may be given several times, without doubles."""
        given = list(dict.fromkeys(self._clean(value) for value in self._query.getlist(name)))
        given = [value for value in given if value]
        kept = [value for value in given if allowed is None or value in allowed]
        self._complain(len(kept) < len(given) or len(kept) > MOST_VALUES, name)
        return tuple(kept[:MOST_VALUES])

    def word(self, name: str, *, allowed: Mapping[str, object] | None = None) -> str:
        found = self.words(name, allowed=allowed)
        return found[-1] if found else ""

    def price(self, name: str) -> int | None:
        """Whole đồng; 125.000 and 125 000 are read as people write them."""
        text = self._clean(self._query.get(name, ""))
        digits = "".join(text.replace("₫", "").replace("đ", "").replace(".", "").replace(",", "").split())
        if not digits:
            self._complain(bool(text), name)
            return None
        is_price = digits.isascii() and digits.isdigit() and len(digits) <= 11 and int(digits) <= LARGEST_PRICE
        self._complain(not is_price, name)
        return int(digits) if is_price else None

    def is_ticked(self, name: str) -> bool:
        return self.word(name, allowed={"1": True}) == "1"

    def _clean(self, value: str) -> str:
        return value.replace("\0", "").strip()[:LONGEST_TEXT]

    def _complain(self, is_wrong: bool, name: str) -> None:
        if is_wrong:
            self.problems.append(_("The filter “%(name)s” was not understood and was left out.") % {"name": name})


def address(path: str, query: Mapping[str, Sequence[str]]) -> str:
    filled = {name: values for name, values in query.items() if values}
    return f"{path}?{urlencode(filled, doseq=True)}" if filled else path


def without(query: Query, name: str, value: str | None = None) -> Query:
    """The query without one value of a filter, or (value None) without the whole filter."""
    if value is None:
        return {key: values for key, values in query.items() if key != name}
    return {**query, name: [kept for kept in query.get(name, []) if kept != value]}


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a list's next and previous pages are; "" where there is none."""

    first: str
    previous: str
    next: str


def paging(reader: Reader, size: int) -> dict[str, int | str]:
    """The API's arguments for the page that the address asks for: `sau` after a cursor, `truoc` before one."""
    before = reader.word("truoc")
    if before:
        return {"last": size, "before": before}
    after = reader.word("sau")
    return {"first": size, "after": after} if after else {"first": size}


def pages(path: str, query: Query, info: Mapping[str, object], asked: Mapping[str, object]) -> Pages:
    """From a connection's pageInfo."""
    following = address(path, {**query, "sau": [str(info["endCursor"])]})
    preceding = address(path, {**query, "truoc": [str(info.get("startCursor"))]})
    return Pages(
        first=address(path, query) if "after" in asked or "before" in asked else "",
        previous=preceding if info.get("hasPreviousPage") else "",
        next=following if info["hasNextPage"] else "",
    )
