"""Hears of changes to the catalogue, over a connection of its own, in a thread of its own."""

import logging
import os
import select
import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg
from django.db import connections

CHANNEL = "catalogue"
HEARTBEAT = 5.0  # seconds
SILENCE = 12.0  # seconds without an own heartbeat, after which changes may have been missed
RETRY = 1.0  # seconds

logger = logging.getLogger(__name__)


class CatalogueChanges:
    """Calls `changed` after every commit that notified; also after a gap in which some may have been missed.

    The heartbeat is a notification to itself: it proves that LISTEN works end to end, which a pooler of
    transactions in between would break without an error.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._heard_until = 0.0
        self._thread: threading.Thread | None = None
        self._start_lock = threading.Lock()
        self._stopping = threading.Event()
        self._heartbeats = f"catalogue_heartbeat_{os.getpid()}_{id(self)}"

    @property
    def are_heard(self) -> bool:
        return time.monotonic() < self._heard_until

    def start(self) -> None:
        """Starts listening, once; returns at once."""
        if self._thread is not None:
            return
        with self._start_lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="catalogue-changes", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
        self._heard_until = 0.0

    def _run(self) -> None:
        is_known = False  # whether the log has the present trouble already
        while not self._stopping.is_set():
            try:
                self._listen()
            except (psycopg.Error, OSError) as error:
                self._heard_until = 0.0
                if not is_known:
                    logger.warning("Not hearing of catalogue changes; nothing is cached meanwhile: %s", error)
                is_known = True
            else:
                is_known = False
            self._stopping.wait(RETRY)

    def _listen(self) -> None:
        with psycopg.connect(**_parameters()) as connection:
            connection.add_notify_handler(self._notified)
            connection.execute(f"LISTEN {CHANNEL}")
            connection.execute(f"LISTEN {self._heartbeats}")
            self._changed()
            while not self._stopping.is_set():
                connection.execute("SELECT pg_notify(%s, '')", [self._heartbeats])
                self._wait(connection)

    def _wait(self, connection: "psycopg.Connection[Any]") -> None:
        """Until the next heartbeat is due, handing on what comes."""
        due = time.monotonic() + HEARTBEAT
        incoming = select.poll()
        incoming.register(connection.fileno(), select.POLLIN)
        while (left := due - time.monotonic()) > 0 and not self._stopping.is_set():
            if incoming.poll(min(left, 1.0) * 1000):
                connection.execute("")  # reads what has come, and gives it to the handler

    def _notified(self, notification: psycopg.Notify) -> None:
        if notification.channel == CHANNEL:
            self._changed()
        else:
            self._heard_until = time.monotonic() + SILENCE


def _parameters() -> dict[str, Any]:
    known = connections["default"].get_connection_params()
    kept = {name: value for name, value in known.items() if name not in ("cursor_factory", "context")}
    return {**kept, "autocommit": True, "connect_timeout": 5, "application_name": "catalogue changes"}
