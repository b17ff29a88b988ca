"""Publishing events: a row in the transaction of the write that caused them, never a message of its own."""

import logging
import time
from collections.abc import Sequence

from celery import current_app
from django.db import connection, transaction
from kombu.exceptions import OperationalError

from marketplace.event_payloads import payload_of
from marketplace.events import Event
from marketplace.models import OutboxEvent

logger = logging.getLogger(__name__)

DELIVER_EVENTS = "marketplace.deliver_events"
KICK_PAUSE = 30.0  # seconds without a kick after the broker did not answer


class NotInTransaction(RuntimeError):
    """A command forgot `atomic`: its event could be kept while its write is lost, or the other way round."""


def publish(event: Event) -> None:
    """Writes the event into the outbox. Raises NotInTransaction outside `transaction.atomic`.

    Events of one aggregate are delivered in the order of their rows: lock the aggregate before you publish.
    """
    publish_all([event])


def publish_all(events: Sequence[Event]) -> None:
    """Like `publish` for many events, in one statement."""
    if not connection.in_atomic_block:
        raise NotInTransaction("publish() belongs inside transaction.atomic()")
    OutboxEvent.objects.bulk_create(
        [
            OutboxEvent(
                name=type(event).__name__,
                aggregate=event.aggregate,
                aggregate_id=event.aggregate_id,
                payload=payload_of(event),
            )
            for event in events
        ],
        batch_size=1000,
    )
    _kick_relay_after_commit()


def _kick_relay_after_commit() -> None:
    already_asked = any(entry[1] is _kick_relay for entry in connection.run_on_commit)
    if not already_asked:
        transaction.on_commit(_kick_relay, robust=True)


_no_kick_before = 0.0


def _kick_relay() -> None:
    """Asks for delivery at once instead of at beat's next tick. Best effort: beat asks again anyway."""
    global _no_kick_before
    if time.monotonic() < _no_kick_before:
        return
    try:
        current_app.send_task(DELIVER_EVENTS, retry=False, expires=10)
    except (OperationalError, OSError) as error:
        # The shopper's request has succeeded; it must not wait for, or fail with, a broker that is down.
        _no_kick_before = time.monotonic() + KICK_PAUSE
        logger.warning("The broker does not answer (%s); beat will deliver the events later.", error)
