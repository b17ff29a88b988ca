"""Passwords: how they are spelled, hashed and checked, in a bounded number of workers.

A hash takes all of a core for some 20 ms on purpose. Were each request to hash for itself, a crowd at the door would
take every thread and both cores from those who shop: so a process has one thread for it, a short queue, and says
"later" beyond that.
"""

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import NamedTuple, TypeVar

from django.conf import settings
from django.contrib.auth import hashers
from django.utils.translation import gettext_lazy as _

from marketplace.errors import DomainError, ErrorCode
from marketplace.spelling import spelled

T = TypeVar("T")

LONGEST = 1_024  # characters
LATER = 1  # s, after which a place is likely to be free
_NICENESS = 10  # those who shop go first


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


def verdict(password: str, encoded: str | None) -> Verdict:
    """Hashes in any case, also where there is no hash to compare with, so that nobody can tell. Raises TooBusy."""
    typed = spelled(password) if len(password) <= LONGEST else ""
    return Verdict(*_workers().run(hashers.verify_password, typed, encoded or ""))


def hashed(password: str) -> str:
    """Raises TooBusy."""
    return _workers().run(hashers.make_password, spelled(password))


class HashWorkers:
    """`workers` hash at a time and `waiting` may wait for them; who comes then is turned away at once."""

    def __init__(self, workers: int, waiting: int) -> None:
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="password", initializer=_step_back)
        self._places = threading.BoundedSemaphore(workers + waiting)

    def run(self, work: Callable[..., T], *arguments: object) -> T:
        """Raises TooBusy."""
        if not self._places.acquire(blocking=False):
            raise TooBusy
        try:
            return self._threads.submit(work, *arguments).result()
        finally:
            self._places.release()


@lru_cache(maxsize=1)
def _workers() -> HashWorkers:
    """This process's own."""
    os.register_at_fork(after_in_child=_workers.cache_clear)  # threads are not copied
    return HashWorkers(settings.PASSWORD_WORKERS, settings.PASSWORD_QUEUE)


def _step_back() -> None:
    """Linux gives each thread a niceness of its own; argon2 runs without the interpreter's lock, so nobody waits."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
