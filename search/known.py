"""What queries are read with: the catalogue's words and the country's places, read once and kept for a while."""

import threading
import time
from dataclasses import dataclass
from functools import lru_cache

from search.queries import GroupName, groups_of_goods, names_of_goods, place_rows
from search.text.lexicon import Lexicon, lexicon_of
from search.text.place_names import PlaceNames, place_names_of
from search.text.speller import Speller

FRESH = 60.0  # seconds; a new word is found at once, only reading and correcting do not know it yet


@dataclass(frozen=True, slots=True)
class Known:
    lexicon: Lexicon
    speller: Speller
    places: PlaceNames
    groups: tuple[GroupName, ...] = ()
    places_with_goods: tuple[tuple[int, str], ...] = ()  # id and name, the most goods first

    def groups_in(self, language: str) -> list[tuple[int, str]]:
        """Id and name of those that have goods, in that language."""
        return [(group.id, group.name_en if language.startswith("en") else group.name_vi) for group in self.groups]


class Knowledge:
    """Read in the first query; later, a stale one is still used while one thread reads it anew."""

    def __init__(self) -> None:
        self._known: Known | None = None
        self._read_at = 0.0
        self._lock = threading.Lock()

    def get(self) -> Known:
        known = self._known
        if known is not None and time.monotonic() < self._read_at + FRESH:
            return known
        if known is not None and not self._lock.acquire(blocking=False):
            return known
        if known is None:
            self._lock.acquire()
        try:
            if self._known is None or time.monotonic() >= self._read_at + FRESH:
                self._known = _read()
                self._read_at = time.monotonic()
            return self._known
        finally:
            self._lock.release()

    def forget(self) -> None:
        self._known = None


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """This process's own."""
    return Knowledge()


def _read() -> Known:
    lexicon = lexicon_of(names_of_goods())
    places = place_rows()
    stocked = sorted((row for row in places if row.goods), key=lambda row: -row.goods)
    with_goods = tuple((row.id, row.label) for row in stocked)
    return Known(lexicon, Speller(lexicon), place_names_of(places), tuple(groups_of_goods()), with_goods)
