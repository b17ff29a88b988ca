"""The relay: hands the outbox's events to their subscribers, at least once and in order within an aggregate."""

import logging
import random
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError

from marketplace.event_payloads import event_from, payload_of
from marketplace.events import Event
from marketplace.models import OutboxEvent

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A function that is also told the event's own number, which stays the same when the event comes again."""

    function: Callable[[Event, int], None]


# A string names a Celery task, called with the event's fields as keyword arguments; a function takes the event
# and runs in the relay's own transaction, so it must be short and write to the database only.
Subscriber = str | Callable[[Event], None] | Numbered
Subscriptions = Mapping[type[Event], Sequence[Subscriber]]

MAX_ATTEMPTS = 12  # over about three and a half hours; then an operator has to look
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=1)
KEPT_AFTER_DELIVERY = timedelta(days=7)
_BATCH = 100

_WAITING = Q(delivered_at__isnull=True, failed_at__isnull=True)


class BrokerDown(Exception):
    """Celery's broker did not take a task: nobody's fault, so the event waits without an attempt counted."""


def deliver_due_events(*, seconds: float = 20.0) -> int:
    """Delivers what is due, for at most about `seconds`; returns how many events were delivered.

    Any number of relays may run at once. One that is killed loses nothing: its rows are free again as soon as
    the database notices, and their events are delivered once more.
    """
    subscriptions: Subscriptions = import_string(settings.EVENT_SUBSCRIPTIONS)
    ends = time.monotonic() + seconds
    delivered = 0
    while time.monotonic() < ends:
        handled, delivered_now = _deliver_batch(subscriptions)
        delivered += delivered_now
        if not handled:
            break
    return delivered


def prune_outbox(*, now: datetime | None = None) -> int:
    """Deletes events that were delivered a week ago. Those set aside stay for the operator."""
    oldest = (now or timezone.now()) - KEPT_AFTER_DELIVERY
    return OutboxEvent.objects.filter(delivered_at__lt=oldest).delete()[0]


def retry_failed_events(*, event_ids: Collection[int] | None = None, now: datetime | None = None) -> int:
    """Gives events that were set aside (these, or all) another round of attempts; returns how many."""
    failed = OutboxEvent.objects.filter(failed_at__isnull=False)
    chosen = failed if event_ids is None else failed.filter(pk__in=event_ids)
    return chosen.update(failed_at=None, attempts=0, next_attempt_at=now or timezone.now())


def _deliver_batch(subscriptions: Subscriptions) -> tuple[int, int]:
    """How many events were handled, and how many of them delivered; (0, 0) when nothing is due.

    The row locks are the claim, held until the subscribers were told: a task goes to the broker inside this
    transaction, which touches nothing that a shopper waits for.
    """
    handled = delivered = 0
    with transaction.atomic():
        for row in _claimed(timezone.now()):
            try:
                with transaction.atomic():
                    _hand_over(event_from(row.name, row.payload), row.pk, subscriptions)
            except BrokerDown as error:
                logger.warning("The broker does not answer (%s); events wait in the outbox.", error)
                return 0, delivered
            except Exception as error:
                logger.exception("Event %s %s could not be delivered", row.pk, row)
                _note_failure(row, error, timezone.now())
            else:
                row.delivered_at = timezone.now()
                row.save(update_fields=["delivered_at"])
                delivered += 1
            handled += 1
    return handled, delivered


def _claimed(now: datetime) -> list[OutboxEvent]:
    """The oldest undelivered event of each aggregate, if it is due and no other relay has it.

    An event that another relay holds is still undelivered in our eyes, so its followers stay behind it.
    """
    earlier = OutboxEvent.objects.filter(
        _WAITING, aggregate=OuterRef("aggregate"), aggregate_id=OuterRef("aggregate_id"), pk__lt=OuterRef("pk")
    )
    due = OutboxEvent.objects.filter(_WAITING, ~Exists(earlier), next_attempt_at__lte=now)
    return list(due.order_by("next_attempt_at", "pk").select_for_update(skip_locked=True, of=("self",))[:_BATCH])


def _hand_over(event: Event, number: int, subscriptions: Subscriptions) -> None:
    for subscriber in subscriptions.get(type(event), ()):
        if isinstance(subscriber, str):
            _send_task(subscriber, event)
        elif isinstance(subscriber, Numbered):
            subscriber.function(event, number)
        else:
            subscriber(event)


def _send_task(name: str, event: Event) -> None:
    try:
        current_app.send_task(name, kwargs=payload_of(event), retry=False)
    except (OperationalError, OSError) as error:
        raise BrokerDown(str(error)) from error


def _note_failure(row: OutboxEvent, error: Exception, now: datetime) -> None:
    row.attempts += 1
    row.last_error = f"{type(error).__name__}: {error}"[:1000]
    row.next_attempt_at = now + _wait_after(row.attempts)
    if row.attempts >= MAX_ATTEMPTS:
        row.failed_at = now
        logger.error("Event %s %s is set aside after %s attempts: %s", row.pk, row, row.attempts, row.last_error)
    row.save(update_fields=["attempts", "last_error", "next_attempt_at", "failed_at"])


def _wait_after(attempts: int) -> timedelta:
    """Twice as long each time, with jitter, so that events that failed together do not come back together."""
    wait = min(FIRST_WAIT * 2.0 ** (attempts - 1), LONGEST_WAIT)
    return wait * random.uniform(0.8, 1.2)  # noqa: S311 - spreads load, guards nothing
