"""Positions as opaque texts."""

import base64
import binascii

import orjson

from marketplace.errors import BadCursor
from marketplace.keysets import LONGEST_CURSOR
from search.positions import Position, read_position, written_position

_KIND = "search"


def written(position: Position) -> str:
    return base64.urlsafe_b64encode(orjson.dumps([_KIND, *written_position(position)])).decode()


def read(cursor: str) -> Position:
    """Raises BadCursor, also for the cursors of other lists."""
    if len(cursor) > LONGEST_CURSOR:
        raise BadCursor
    try:
        kind, *content = orjson.loads(base64.b64decode(cursor.encode(), altchars=b"-_", validate=True))
    except (binascii.Error, orjson.JSONDecodeError, ValueError, TypeError) as error:
        raise BadCursor from error
    if kind != _KIND:
        raise BadCursor
    return read_position(content)
