"""Two engines as one: the second answers while the first cannot, or while its index is behind."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from marketplace.metrics import count
from search.engines.protocol import Asked, Begun, Engine, EngineDown, Found
from search.text.understanding import Word

T = TypeVar("T")

SHORTEST, LONGEST = 2.0, 60.0  # s, for which the circuit stays open: twice as long after each failure in a row

logger = logging.getLogger(__name__)


class FallbackEngine:
    """A failure opens the circuit: nobody else waits for the first engine until one search has tried it again.

    `is_fit`: whether the first engine's index says what the shop says; asked at each search, so let it remember.
    """

    def __init__(
        self,
        first: Engine,
        second: Engine,
        is_fit: Callable[[], bool],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = first.name
        self._first = first
        self._second = second
        self._is_fit = is_fit
        self._clock = clock
        self._lock = threading.Lock()
        self._shut_at = 0.0  # until when the circuit is open
        self._pause = 0.0  # 0: closed

    def search(self, asked: Asked) -> Found:
        return self._answered(lambda engine: engine.search(asked))

    def begun(self, words: Sequence[Word], *, products: int, sellers: int) -> Begun:
        return self._answered(lambda engine: engine.begun(words, products=products, sellers=sellers))

    def _answered(self, ask: Callable[[Engine], T]) -> T:
        if not self._is_fit() or not self._may_try():
            count("search_fallbacks")
            return ask(self._second)
        try:
            found = ask(self._first)
        except EngineDown as error:
            self._open(error)
            count("search_fallbacks")
            return ask(self._second)
        if self._pause:
            self._close()
        return found

    def _may_try(self) -> bool:
        """Always while the circuit is closed. When its time is over, one search tries: the others do not wait."""
        if not self._pause:
            return True
        with self._lock:
            if self._clock() < self._shut_at:
                return False
            self._shut_at = self._clock() + self._pause
            return True

    def _open(self, error: EngineDown) -> None:
        with self._lock:
            was_closed = not self._pause
            self._pause = min(max(2 * self._pause, SHORTEST), LONGEST)
            self._shut_at = self._clock() + self._pause
        count("search_engine_failures")
        if was_closed:
            logger.warning("%s does not answer, %s does: %s", self._first.name, self._second.name, error)

    def _close(self) -> None:
        with self._lock:
            self._pause = 0.0
        logger.warning("%s answers again", self._first.name)
