"""What queries are read with: the catalogue's words and the country's places, read once and kept for a while."""

import threading
import time
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.db import connection

from marketplace.clock import today
from search.insights import suggested_queries
from search.queries import GroupName, groups_of_goods, names_of_goods, place_rows
from search.text.lexicon import Lexicon, lexicon_of
from search.text.place_names import PlaceNames, place_names_of
from search.text.speller import Speller

SHARE = 100  # times as long as reading took is it kept at least: a large shop's words take seconds of a processor


@dataclass(frozen=True, slots=True)
class Known:
    lexicon: Lexicon
    speller: Speller
    places: PlaceNames
    groups: tuple[GroupName, ...] = ()
    places_with_goods: tuple[tuple[int, str], ...] = ()  # id and name, the most goods first
    searched: tuple[str, ...] = ()  # what many have typed and found, the most first

    def groups_in(self, language: str) -> list[tuple[int, str]]:
        """Id and name of those that have goods, in that language."""
        return [(group.id, group.name_en if language.startswith("en") else group.name_vi) for group in self.groups]


class Knowledge:
    """Read in the first query; later a stale one is still used while a thread of its own reads it anew.

    A new word is found at once all the same: only reading queries and correcting them do not know it yet.
    """

    def __init__(self) -> None:
        self._known: Known | None = None
        self._fresh_until = 0.0
        self._lock = threading.Lock()

    def get(self) -> Known:
        known = self._known
        if known is None:
            with self._lock:  # the first queries wait for the one that reads
                return self._known or self._read()
        if time.monotonic() >= self._fresh_until and self._lock.acquire(blocking=False):
            threading.Thread(target=self._read_anew, name="search knowledge", daemon=True).start()
        return known

    def forget(self) -> None:
        self._known = None

    def _read(self) -> Known:
        began = time.monotonic()
        known = self._known = _read()
        taken = time.monotonic() - began
        self._fresh_until = began + taken + max(settings.SEARCH_KNOWLEDGE_SECONDS, SHARE * taken)
        return known

    def _read_anew(self) -> None:
        """The lock was taken by whoever started this thread. When it fails, a later query tries again."""
        try:
            self._fresh_until = time.monotonic() + settings.SEARCH_KNOWLEDGE_SECONDS
            self._read()
        finally:
            self._lock.release()
            connection.close()


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """This process's own."""
    return Knowledge()


def _read() -> Known:
    lexicon = lexicon_of(names_of_goods())
    places = place_rows()
    stocked = sorted((row for row in places if row.goods), key=lambda row: -row.goods)
    with_goods = tuple((row.id, row.label) for row in stocked)
    searched = tuple(suggested_queries(today()))
    return Known(lexicon, Speller(lexicon), place_names_of(places), tuple(groups_of_goods()), with_goods, searched)
