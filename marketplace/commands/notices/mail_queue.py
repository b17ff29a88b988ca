"""Mails that wait in rows of a table: sent one after the other, each at most once, outside of any transaction.

A mail is marked before it is handed to the server. Should this die in between, nobody knows whether it went out, and
it stays unsent: a second mail about the same thing makes people doubt the first. What the server plainly did not take
is tried again, with growing waits.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import (
    Case,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Least, Power, Random
from django.utils import timezone

from marketplace.gateways.mail import MailLine
from marketplace.gateways.messages import DeliveryFailed, DeliveryRefused, DeliveryUnknown, Message
from marketplace.models import MailState

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 12  # over about a day
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
GIVEN_UP_AFTER = timedelta(hours=1)  # by then whoever was sending has died


@dataclass(frozen=True, slots=True)
class MailQueue:
    """Of a model with the columns mail_state, mail_due_at, mail_attempts, mail_error and mailed_at.

    `message_of` writes the mail of a row at the moment when it goes out; None: it is not wanted any more.
    """

    model: type[models.Model]
    message_of: Callable[[Any], Message | None]
    related: tuple[str, ...] = ()

    def send_due(self, *, seconds: float = 20.0) -> int:
        """For at most about `seconds`; returns how many went out. Any number may run at once."""
        ends = time.monotonic() + seconds
        sent = 0
        if not self._due(timezone.now()).exists():
            return sent
        try:
            with MailLine() as line:
                while time.monotonic() < ends and (row := self._claimed(timezone.now())) is not None:
                    sent += self._sent(line, row)
        except DeliveryFailed as error:  # there is no line: all that is due would fail alike
            logger.warning("The mail server does not answer (%s); mails wait.", error)
            _put_off(self._due(timezone.now()), error)
        return sent

    def give_up_lost(self, *, now: datetime | None = None) -> int:
        """Marks mails that a worker began to send and never finished, for the operator to see. They stay unsent."""
        oldest = (now or timezone.now()) - GIVEN_UP_AFTER
        lost = self._rows().filter(mail_state=MailState.SENDING, mail_due_at__lt=oldest)
        return lost.update(mail_state=MailState.UNKNOWN)

    def retry_failed(self, *, now: datetime | None = None) -> int:
        """Another round of attempts for those that were given up; for operators who have mended something."""
        failed = self._rows().filter(mail_state=MailState.FAILED)
        return failed.update(mail_state=MailState.WAITING, mail_attempts=0, mail_due_at=now or timezone.now())

    def _rows(self) -> QuerySet[Any]:
        return self.model._default_manager.all()

    def _due(self, now: datetime) -> QuerySet[Any]:
        return self._rows().filter(mail_state=MailState.WAITING, mail_due_at__lte=now)

    @transaction.atomic
    def _claimed(self, now: datetime) -> Any:
        """The one that waits longest, marked as being sent; another worker's are passed over. None: there is none."""
        waiting = self._due(now).order_by("mail_due_at", "pk").select_for_update(skip_locked=True, of=("self",))
        row = (waiting.select_related(*self.related) if self.related else waiting).first()
        if row is not None:
            row.mail_state, row.mail_due_at = MailState.SENDING, now
            row.save(update_fields=["mail_state", "mail_due_at"])
        return row

    def _sent(self, line: MailLine, row: Any) -> bool:
        """Whether it went out. Raises DeliveryFailed when the line is dead, and gives the mail back first."""
        mine = self._rows().filter(pk=row.pk)
        message = self.message_of(row)
        if message is None:
            mine.update(mail_state=MailState.NONE)
            return False
        try:
            line.send(message)
        except DeliveryRefused as error:
            mine.update(mail_state=MailState.FAILED, mail_error=_told(error))
        except DeliveryUnknown as error:
            mine.update(mail_state=MailState.UNKNOWN, mail_error=_told(error))
        except DeliveryFailed as error:
            _put_off(mine, error)
        else:
            mine.update(mail_state=MailState.SENT, mailed_at=timezone.now(), mail_error="")
            return True
        return False


def _put_off(mails: QuerySet[Any], error: DeliveryFailed) -> None:
    """Twice as long each time, with jitter, so that mails that failed together do not come back together."""
    again = Value(FIRST_WAIT, DurationField()) * Power(Value(2.0), "mail_attempts") * (Random() * 0.4 + 0.8)
    wait = Least(ExpressionWrapper(again, DurationField()), Value(LONGEST_WAIT, DurationField()))
    is_last = Q(mail_attempts__gte=MOST_ATTEMPTS - 1)
    mails.update(
        mail_state=Case(When(is_last, then=Value(MailState.FAILED)), default=Value(MailState.WAITING)),
        mail_attempts=F("mail_attempts") + 1,
        mail_due_at=ExpressionWrapper(Value(timezone.now()) + wait, DateTimeField()),
        mail_error=_told(error),
    )


def _told(error: DeliveryFailed) -> str:
    return str(error)[:300]
