"""Positions as opaque texts."""

from marketplace.errors import BadCursor
from marketplace.keysets import read_cursor, written_cursor
from search.positions import Position, read_position, written_position

_KIND = "search"


def written(position: Position) -> str:
    return written_cursor([_KIND, *written_position(position)])


def read(cursor: str) -> Position:
    """Raises BadCursor, also for the cursors of other lists."""
    kind, *content = read_cursor(cursor)
    if kind != _KIND:
        raise BadCursor
    return read_position(content)
