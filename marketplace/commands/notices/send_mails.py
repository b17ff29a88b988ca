"""Sends the mails of notifications: one after the other, each at most once, outside of any transaction.

A mail is marked before it is handed to the server. Should this die in between, nobody knows whether it went out, and
it stays unsent: the notice stands in the account's list in any case, while a second mail about the same thing makes
people doubt the first. What the server plainly did not take is tried again, with growing waits.
"""

import logging
import time
from datetime import datetime, timedelta

from django.db import transaction
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
from marketplace.gateways.messages import DeliveryFailed, DeliveryRefused, DeliveryUnknown
from marketplace.models import MailOptOut, MailState, Notification
from marketplace.notices.kinds import notices_by_kind
from marketplace.notices.mails import mail_of

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 12  # over about a day
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
GIVEN_UP_AFTER = timedelta(hours=1)  # by then whoever was sending has died


def send_mails(*, seconds: float = 20.0) -> int:
    """Those that are due, for at most about `seconds`; returns how many went out. Any number may run at once."""
    ends = time.monotonic() + seconds
    sent = 0
    if not _due(timezone.now()).exists():
        return sent
    try:
        with MailLine() as line:
            while time.monotonic() < ends and (notification := _claimed(timezone.now())) is not None:
                sent += _sent(line, notification)
    except DeliveryFailed as error:  # there is no line: all that is due would fail alike
        logger.warning("The mail server does not answer (%s); mails wait.", error)
        _put_off(_due(timezone.now()), error)
    return sent


def give_up_lost_mails(*, now: datetime | None = None) -> int:
    """Marks mails that a worker began to send and never finished, for the operator to see. They stay unsent."""
    oldest = (now or timezone.now()) - GIVEN_UP_AFTER
    lost = Notification.objects.filter(mail_state=MailState.SENDING, mail_due_at__lt=oldest)
    return lost.update(mail_state=MailState.UNKNOWN)


def retry_failed_mails(*, now: datetime | None = None) -> int:
    """Another round of attempts for those that were given up; for operators who have mended something."""
    failed = Notification.objects.filter(mail_state=MailState.FAILED)
    return failed.update(mail_state=MailState.WAITING, mail_attempts=0, mail_due_at=now or timezone.now())


def _due(now: datetime) -> QuerySet[Notification]:
    return Notification.objects.filter(mail_state=MailState.WAITING, mail_due_at__lte=now)


@transaction.atomic
def _claimed(now: datetime) -> Notification | None:
    """The one that waits longest, marked as being sent; another worker's are passed over."""
    waiting = _due(now).order_by("mail_due_at", "pk").select_for_update(skip_locked=True, of=("self",))
    notification = waiting.select_related("recipient").first()
    if notification is not None:
        notification.mail_state, notification.mail_due_at = MailState.SENDING, now
        notification.save(update_fields=["mail_state", "mail_due_at"])
    return notification


def _sent(line: MailLine, notification: Notification) -> bool:
    """Whether it went out. Raises DeliveryFailed when the line is dead, and gives the mail back first."""
    mine = Notification.objects.filter(pk=notification.pk)
    if not _is_wanted(notification):
        mine.update(mail_state=MailState.NONE)
        return False
    try:
        line.send(mail_of(notification))
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


def _is_wanted(notification: Notification) -> bool:
    """Its recipient may have gone, or changed address or mind, since it was written."""
    recipient = notification.recipient
    is_reachable = recipient.is_active and recipient.email is not None and recipient.email_verified_at is not None
    notice = notices_by_kind().get(notification.kind)
    if notice is None or not is_reachable:
        return False
    return notice.is_required or not MailOptOut.objects.filter(user=recipient, kind=notification.kind).exists()


def _put_off(mails: QuerySet[Notification], error: DeliveryFailed) -> None:
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
