"""Growing waits for who tries too often, counted by account and by network.

In PostgreSQL, not in Valkey: a count must hold across all processes and be there before the try is made, and nobody
may be locked out, or let in, because a cache was restarted. See docs/decisions/0005-throttling-in-the-database.md.
"""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from marketplace.errors import DomainError, ErrorCode
from marketplace.models import Throttle

KEPT = timedelta(days=2)  # without a try; by then all is forgiven
_MOST_DOUBLINGS = 20


@dataclass(frozen=True, slots=True)
class Policy:
    """`free` tries come without a wait; then each doubles it, from `first_wait` up to `longest_wait`.

    Time forgives one try for each `forgiven_every`.
    """

    name: str
    free: int
    first_wait: timedelta
    longest_wait: timedelta
    forgiven_every: timedelta

    def wait_after(self, level: int) -> timedelta:
        if level < self.free:
            return timedelta()
        return min(self.first_wait * (1 << min(level - self.free, _MOST_DOUBLINGS)), self.longest_wait)

    def level_at(self, throttle: Throttle, now: datetime) -> int:
        forgiven = max(0, (now - throttle.updated_at) // self.forgiven_every)
        return max(0, throttle.level - forgiven)


ACCOUNT = Policy("account", 5, timedelta(seconds=5), timedelta(minutes=15), timedelta(minutes=15))
NETWORK = Policy("network", 20, timedelta(seconds=2), timedelta(minutes=5), timedelta(seconds=30))
REGISTRATIONS = Policy("registrations", 10, timedelta(minutes=1), timedelta(hours=1), timedelta(minutes=10))
CODES_TO = Policy("codes to", 1, timedelta(minutes=1), timedelta(hours=1), timedelta(hours=1))
CODES_FROM = Policy("codes from", 10, timedelta(minutes=1), timedelta(hours=1), timedelta(minutes=10))

Counted = tuple[Policy, str]  # what is counted, and of whom


class RateLimited(DomainError):
    code = ErrorCode.RATE_LIMITED
    default_message = _("Too many tries. Please wait a little.")

    def __init__(self, wait: timedelta) -> None:
        self.retry_after = max(1, -(-wait // timedelta(seconds=1)))  # whole seconds, rounded up
        super().__init__(_wait_in_words(self.retry_after))


@transaction.atomic(durable=True)
def count_try(tries: Iterable[Counted], now: datetime) -> None:
    """Counts a try before it is made, so that of a thousand at once only the free ones come through.

    Raises RateLimited, and then counts nothing. Committed at once: what follows may fail, the try was made.
    """
    by_key = {_key(counted): counted[0] for counted in tries}
    throttles = _locked(by_key, now)
    blocked = [throttle.blocked_until for throttle in throttles if throttle.blocked_until is not None]
    until = max(blocked, default=now)
    if until > now:
        raise RateLimited(until - now)
    levels = {throttle.key: by_key[throttle.key].level_at(throttle, now) + 1 for throttle in throttles}
    waits = [by_key[key].wait_after(level) for key, level in levels.items()]
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"keys": [*levels], "levels": [*levels.values()], "waits": waits, "now": now})


def take_back(tries: Iterable[Counted], *, forgiven: Iterable[Counted] = ()) -> None:
    """A try was none to be afraid of: it succeeded, or was never made. A wait that others' failures earned stays.

    `forgiven`: whose earlier failures no longer matter either, since a proof was given.
    """
    counted = [(_key(one), one[0].free, False) for one in tries] + [(_key(one), 0, True) for one in forgiven]
    keys, frees, are_forgiven = zip(*sorted(counted), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_BACK, {"keys": [*keys], "frees": [*frees], "forgiven": [*are_forgiven]})


# The ORM would spend longer on writing these than PostgreSQL on running them; every sign-in runs both.
_COUNT = """
    UPDATE marketplace_throttle AS kept
    SET level = tried.level, updated_at = %(now)s,
        -- no wait is none: requests that began a moment earlier may still be on their way here
        blocked_until = CASE WHEN tried.wait > interval '0' THEN %(now)s + tried.wait END
    FROM unnest(%(keys)s::text[], %(levels)s::int[], %(waits)s::interval[]) AS tried (key, level, wait)
    WHERE kept.key = tried.key
"""
_TAKE_BACK = """
    UPDATE marketplace_throttle AS kept
    SET level = CASE WHEN tried.is_forgiven THEN 0 ELSE greatest(kept.level - 1, 0) END,
        blocked_until = CASE WHEN tried.is_forgiven OR kept.level <= tried.free THEN NULL ELSE blocked_until END
    FROM (
        SELECT locked.id, asked.free, asked.is_forgiven
        FROM marketplace_throttle AS locked
        JOIN unnest(%(keys)s::text[], %(frees)s::int[], %(forgiven)s::bool[]) AS asked (key, free, is_forgiven)
            USING (key)
        ORDER BY key FOR UPDATE OF locked
    ) AS tried
    WHERE kept.id = tried.id
"""


def _locked(by_key: Mapping[str, Policy], now: datetime) -> list[Throttle]:
    """All rows, made where they are missing, locked in one order."""
    rows = Throttle.objects.filter(key__in=by_key).order_by("key").select_for_update()
    found = list(rows)
    if len(found) < len(by_key):
        fresh = [Throttle(key=key, updated_at=now) for key in sorted(by_key)]
        Throttle.objects.bulk_create(fresh, ignore_conflicts=True)
        found = list(rows.all())
    return found


def _key(counted: Counted) -> str:
    policy, whose = counted
    return hmac.new(settings.SECRET_KEY.encode(), f"throttle:{policy.name}:{whose}".encode(), "sha256").hexdigest()


def _wait_in_words(seconds: int) -> str:
    if seconds < 120:
        words = ngettext("%(count)d second", "%(count)d seconds", seconds) % {"count": seconds}
    else:
        minutes = -(-seconds // 60)
        words = ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    return gettext("Too many tries. Please try again in %(time)s.") % {"time": words}
