"""What queries are read with: the catalogue's words and the country's places, read once and kept for a while."""

import threading
import time
from dataclasses import dataclass
from functools import lru_cache

from search.queries import names_of_goods, place_rows
from search.text.lexicon import Lexicon, lexicon_of
from search.text.place_names import PlaceNames, place_names_of
from search.text.speller import Speller

FRESH = 60.0  # seconds; a new word is found at once, only reading and correcting do not know it yet


@dataclass(frozen=True, slots=True)
class Known:
    lexicon: Lexicon
    speller: Speller
    places: PlaceNames


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
    return Known(lexicon, Speller(lexicon), place_names_of(place_rows()))
