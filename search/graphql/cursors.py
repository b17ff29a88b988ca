"""Where a page of hits ended: how far the words had been looked for, and the last hit's place in the order."""

import base64
import binascii
from typing import Any, NamedTuple

import orjson

from marketplace.errors import BadCursor
from marketplace.keysets import LONGEST_CURSOR
from search.engines.protocol import Reach

_KIND = "search"


class Position(NamedTuple):
    reach: int
    is_corrected: bool
    columns: tuple[Any, ...]


def written(sort: str, reach: int, is_corrected: bool, columns: tuple[Any, ...]) -> str:
    content = [_KIND, sort, int(reach), is_corrected, *columns]
    return base64.urlsafe_b64encode(orjson.dumps(content, default=str)).decode()


def read(cursor: str, sort: str, width: int) -> Position:
    """Raises BadCursor, also for a cursor of another sort."""
    if len(cursor) > LONGEST_CURSOR:
        raise BadCursor
    try:
        content = orjson.loads(base64.b64decode(cursor.encode(), altchars=b"-_", validate=True))
        kind, of_sort, reach, is_corrected, *columns = content
        position = Position(Reach(reach), bool(is_corrected), tuple(columns))
    except (binascii.Error, orjson.JSONDecodeError, ValueError, TypeError) as error:
        raise BadCursor from error
    if (kind, of_sort) != (_KIND, sort) or len(columns) != width or not all(map(_is_plain, columns)):
        raise BadCursor
    return position


def _is_plain(column: Any) -> bool:
    return isinstance(column, int) or (isinstance(column, str) and len(column) <= 300 and "\0" not in column)
