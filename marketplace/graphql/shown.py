"""Rows that shoppers may see, by their ids: null for the others."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar

from marketplace.graphql.connections import Listed, rows_by
from marketplace.graphql.loaders import Later, Loader
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection

Key = tuple[int, tuple[Any, ...]]


def shown_rows(source: Listed[Any], pks: Sequence[int], selection: Selection) -> dict[int, Row]:
    """By primary key, in one statement; none for no keys."""
    unique = list(dict.fromkeys(pks))
    return {row["pk"]: row for row in rows_by(source, "ids", unique, selection)} if unique else {}


class ShownById(Loader[Key, Row]):
    """Keyed by row and by what is asked of it. Subclasses name the `source`."""

    source: ClassVar[Listed[Any]]

    def __init__(self, context: Any) -> None:
        super().__init__(context)
        self.selections: dict[tuple[Any, ...], Selection] = {}

    def load_row(self, pk: int, selection: Selection) -> Later:
        self.selections[selection.key] = selection
        return self.load((pk, selection.key))

    def fetch(self, keys: Collection[Key]) -> Mapping[Key, Row]:
        found: dict[Key, Row] = {}
        for asked in dict.fromkeys(key for _, key in keys):
            rows = shown_rows(self.source, [pk for pk, key in keys if key == asked], self.selections[asked])
            found.update({(pk, asked): row for pk, row in rows.items()})
        return found
