"""Growing waits for who tries too often, counted by account and by network.

In PostgreSQL, not in Valkey: a count must hold across all processes and be there before the try is made, and nobody
may be locked out, or let in, because a cache was restarted. See docs/decisions/0005-throttling-in-the-database.md.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Value, When
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
    by_key = {_key(counted): counted for counted in tries}
    throttles = _locked(by_key, now)
    blocked = [throttle.blocked_until for throttle in throttles if throttle.blocked_until is not None]
    until = max(blocked, default=now)
    if until > now:
        raise RateLimited(until - now)
    for throttle in throttles:
        policy = by_key[throttle.key][0]
        throttle.level = policy.level_at(throttle, now) + 1
        throttle.updated_at = now
        throttle.blocked_until = now + policy.wait_after(throttle.level)
    Throttle.objects.bulk_update(throttles, ["level", "updated_at", "blocked_until"])


def take_back(tries: Iterable[Counted], now: datetime) -> None:
    """The try was none to be afraid of: it succeeded, or was never made."""
    for counted in tries:
        # A wait that others' failures have earned stays.
        own_wait = When(level__lte=counted[0].free, then=Value(None))
        Throttle.objects.filter(key=_key(counted), level__gt=0).update(
            level=F("level") - 1, blocked_until=Case(own_wait, default=F("blocked_until"))
        )


def forget(counted: Counted) -> None:
    """A proof was given: earlier failures of this account were its owner's own, or no longer matter."""
    Throttle.objects.filter(key=_key(counted)).delete()


def _locked(by_key: dict[str, Counted], now: datetime) -> list[Throttle]:
    """All rows, made where they are missing, locked in one order."""
    fresh = [Throttle(key=key, updated_at=now) for key in sorted(by_key)]
    Throttle.objects.bulk_create(fresh, ignore_conflicts=True)
    return list(Throttle.objects.filter(key__in=by_key).order_by("key").select_for_update())


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
