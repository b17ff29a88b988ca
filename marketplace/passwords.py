"""Passwords: how they are spelled, hashed and checked, in a bounded number of workers.

A hash takes all of a core for some 20 ms on purpose. Were each request to hash for itself, a crowd at the door would
take every thread and both cores from those who shop: so a process has one thread for it, a short queue, and says
"later" beyond that, before it has done anything else for the request. The thread is as important as others: were it
less so, it would fall asleep holding the interpreter's lock whenever the machine is busy (measured).
"""

import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import hashers
from django.utils.translation import gettext_lazy as _

from marketplace.errors import DomainError, ErrorCode
from marketplace.spelling import spelled

LONGEST = 1_024  # characters
LATER = 1  # s, after which a place is likely to be free


class TooBusy(DomainError):
    code = ErrorCode.TOO_BUSY
    default_message = _("Many people are signing in at this moment. Please try again in a second.")
    retry_after = LATER


class Argon2(hashers.Argon2PasswordHasher):
    """Argon2id as OWASP's Password Storage Cheat Sheet has it: 19 MiB, 2 passes, 1 lane."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


class Verdict(NamedTuple):
    is_right: bool
    must_update: bool  # hashed with other parameters than today's


def hashed(password: str) -> str:
    """Raises TooBusy."""
    with place_to_hash() as place:
        return place.hashed(password)


def place_to_hash() -> AbstractContextManager["Place"]:
    """To be taken before anything else is done for a request that will hash. Raises TooBusy."""
    return _workers().place()


class Place:
    """One of the few that may hash, or wait for it, at a time."""

    def __init__(self, threads: ThreadPoolExecutor) -> None:
        self._threads = threads

    def verdict(self, password: str, encoded: str | None) -> Verdict:
        """Hashes in any case, also where there is no hash to compare with, so that nobody can tell."""
        typed = spelled(password) if len(password) <= LONGEST else ""
        return Verdict(*self._threads.submit(hashers.verify_password, typed, encoded or "").result())

    def hashed(self, password: str) -> str:
        return self._threads.submit(hashers.make_password, spelled(password)).result()


class HashWorkers:
    """`workers` hash at a time and `waiting` may wait for them; who comes then is turned away at once."""

    def __init__(self, workers: int, waiting: int) -> None:
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="password")
        self._places = threading.BoundedSemaphore(workers + waiting)

    @contextmanager
    def place(self) -> Iterator[Place]:
        """Raises TooBusy."""
        if not self._places.acquire(blocking=False):
            raise TooBusy
        try:
            yield Place(self._threads)
        finally:
            self._places.release()


@lru_cache(maxsize=1)
def _workers() -> HashWorkers:
    """This process's own."""
    os.register_at_fork(after_in_child=_workers.cache_clear)  # threads are not copied
    return HashWorkers(settings.PASSWORD_WORKERS, settings.PASSWORD_QUEUE)
