"""The same page of many owners' lists: one statement for each field that asks, whatever the number of owners."""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from marketplace.graphql.connections import Asked, connections_by
from marketplace.graphql.context import Context
from marketplace.graphql.loaders import Later, Loader
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection


class PagesByOwner(Loader[tuple[int, int], Row]):
    """Keyed by owner and by what is asked. `owner`: the column of the listed rows that names theirs."""

    owner: ClassVar[str]

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._asked: list[tuple[tuple[Any, ...], Asked[Any], Selection]] = []

    def load_page(self, owner: int, key: tuple[Any, ...], asked: Asked[Any], selection: Selection) -> Later:
        """`key`: equal for requests that may share a statement."""
        known = next((n for n, (other, _, _) in enumerate(self._asked) if other == key), None)
        if known is None:
            known = len(self._asked)
            self._asked.append((key, asked, selection))
        return self.load((owner, known))

    def fetch(self, keys: Collection[tuple[int, int]]) -> Mapping[tuple[int, int], Row]:
        found: dict[tuple[int, int], Row] = {}
        for number in sorted({number for _, number in keys}):
            _, asked, selection = self._asked[number]
            owners = [owner for owner, asked_for in keys if asked_for == number]
            pages = connections_by(self.owner, owners, asked, selection)
            found.update({(owner, number): page for owner, page in pages.items()})
        return found
