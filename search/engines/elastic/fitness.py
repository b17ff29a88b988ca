"""Whether Elasticsearch's index can be searched: it is of this code's layout, and it has caught up."""

import logging
import time

from search.commands.pending import oldest_pending_seconds
from search.engines.elastic.documents import layout_key
from search.models import IndexedEngine

MOST_BEHIND = 5.0  # s; PostgreSQL's own index answers meanwhile
REMEMBERED = 2.0  # s

logger = logging.getLogger(__name__)


class Fitness:
    def __init__(self) -> None:
        self._is_fit = True  # nothing is told unless it is not
        self._known_until = 0.0

    def __call__(self) -> bool:
        """Two small statements every REMEMBERED seconds."""
        if time.monotonic() >= self._known_until:
            self._known_until = time.monotonic() + REMEMBERED
            is_fit = self._asked()
            if is_fit != self._is_fit:
                says = "is up to date, and answers" if is_fit else "is behind: PostgreSQL answers"
                logger.warning("Elasticsearch's index %s", says)
            self._is_fit = is_fit
        return self._is_fit

    def _asked(self) -> bool:
        serving = IndexedEngine.objects.filter(is_serving=True, layout=layout_key())
        name = serving.values_list("pk", flat=True).first()
        return name is not None and oldest_pending_seconds(name) <= MOST_BEHIND
