"""Keyset pages: a cursor says after which values the next page begins, so pages stay put while rows come and go."""

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Generic, TypeVar

import orjson
from django.db.models import Model, QuerySet

from marketplace.errors import BadCursor, BadPage
from marketplace.statements import IsPast, Slots

DEFAULT_SIZE = 24
LARGEST_SIZE = 100
LONGEST_CURSOR = 1000
LARGEST_WHOLE = 2**63

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Kind:
    """How a column's value travels in a cursor. `read` raises ValueError for what is none."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]
    stand_in: Callable[[Slots, str], Any]


def _whole(value: Any) -> int:
    if type(value) is not int or abs(value) >= LARGEST_WHOLE:
        raise ValueError(value)
    return value


def _text(value: Any) -> str:
    if type(value) is not str or "\0" in value:
        raise ValueError(value)
    return value


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError(value)
    return moment


def _decimal(value: Any) -> Decimal:
    try:
        number = Decimal(_text(value))
    except InvalidOperation as error:
        raise ValueError(value) from error
    if not number.is_finite():
        raise ValueError(value)
    return number


WHOLE = Kind(write=int, read=_whole, stand_in=Slots.whole)
TEXT = Kind(write=str, read=_text, stand_in=Slots.text)
MOMENT = Kind(write=datetime.isoformat, read=_moment, stand_in=Slots.moment)
DECIMAL = Kind(write=str, read=_decimal, stand_in=Slots.decimal)


@dataclass(frozen=True)
class Sort(Generic[M]):
    """An order that an index answers: columns that all run one way, the last of them unique."""

    name: str
    columns: Mapping[str, Kind]
    is_descending: bool = False

    def ordered(self, queryset: QuerySet[M], slots: Slots, *, is_backward: bool, is_past: bool) -> QuerySet[M]:
        """In this order (or its reverse); with `is_past`, only rows beyond the position of slots `past 0`, …"""
        is_descending = self.is_descending != is_backward
        if is_past:
            values = [kind.stand_in(slots, f"past {n}") for n, kind in enumerate(self.columns.values())]
            queryset = queryset.filter(IsPast(list(self.columns), values, descending=is_descending))
        return queryset.order_by(*(f"-{column}" if is_descending else column for column in self.columns))

    def cursor(self, values: Sequence[Any]) -> str:
        written = [kind.write(value) for kind, value in zip(self.columns.values(), values, strict=True)]
        return written_cursor([self.name, *written])

    def position(self, cursor: str) -> dict[str, Any]:
        """The cursor's values by slot name. Raises BadCursor, also for a cursor of another order."""
        try:
            name, *values = read_cursor(cursor)
            kinds = list(self.columns.values())
            if name != self.name or len(values) != len(kinds):
                raise BadCursor
            return {f"past {n}": kind.read(value) for n, (kind, value) in enumerate(zip(kinds, values, strict=True))}
        except (ValueError, TypeError) as error:
            raise BadCursor from error


def written_cursor(content: Sequence[Any]) -> str:
    """An opaque text that `read_cursor` reads again."""
    return base64.urlsafe_b64encode(orjson.dumps(content)).decode()


def read_cursor(cursor: str) -> list[Any]:
    """Never empty. Raises BadCursor for what nobody wrote."""
    if len(cursor) > LONGEST_CURSOR:
        raise BadCursor
    try:
        content = orjson.loads(base64.b64decode(cursor.encode(), altchars=b"-_", validate=True))
    except ValueError as error:  # no base64, no JSON, no Unicode
        raise BadCursor from error
    if not isinstance(content, list) or not content:
        raise BadCursor
    return content


@dataclass(frozen=True, slots=True)
class Page:
    """What part of a list is asked for: `size` rows after (or, backward, before) a cursor."""

    size: int
    cursor: str | None
    is_backward: bool


def page_of(
    *, first: int | None = None, after: str | None = None, last: int | None = None, before: str | None = None
) -> Page:
    """Raises BadPage: 1 to 100 rows, and one direction at a time."""
    is_backward = last is not None or (before is not None and first is None)
    if (first is not None and last is not None) or (after if is_backward else before) is not None:
        raise BadPage
    wanted = last if is_backward else first
    size = DEFAULT_SIZE if wanted is None else wanted
    if not 1 <= size <= LARGEST_SIZE:
        raise BadPage
    return Page(size, before if is_backward else after, is_backward)
