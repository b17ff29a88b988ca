"""Tells people of an event: rows in the relay's own transaction, so exactly as often as the event is delivered."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils import timezone

from marketplace.event_payloads import payload_of
from marketplace.events import Event
from marketplace.models import MailOptOut, MailState, Notification, User
from marketplace.notices.kinds import Notice, notices

BATCH = 1_000


def notify(event: Event, number: int) -> None:
    """By the table of notices. `number`: the event's own; who was told of it already is not told again.

    The statements do not grow with the recipients. Mails wait in the rows, for `send_mails`.
    """
    now = timezone.now()
    for notice in notices().get(type(event), ()):
        recipients = notice.to(event)
        if recipients:
            params = {**payload_of(event), **notice.details(event)}
            rows = _rows(notice, event, number, params, recipients, now)
            Notification.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)


def _rows(
    notice: Notice, event: Event, number: int, params: dict[str, Any], recipients: Collection[int], now: datetime
) -> Iterator[Notification]:
    for user_id, has_email, has_opted_out in _people(notice, recipients):
        is_mailed = notice.is_mailed and has_email and (notice.is_required or not has_opted_out)
        yield Notification(
            recipient_id=user_id,
            event=number,
            kind=notice.kind,
            about_type=notice.about or "".join(word.capitalize() for word in event.aggregate.split("_")),
            about_id=event.aggregate_id,
            params=params,
            created_at=now,
            mail_state=MailState.WAITING if is_mailed else MailState.NONE,
            mail_due_at=now if is_mailed else None,
        )


def _people(notice: Notice, recipients: Collection[int]) -> Iterable[tuple[int, bool, bool]]:
    """Who is still there, whether a mail would reach them, and whether they want none of this kind.

    Mail goes to confirmed addresses alone: another one may be a stranger's, and shops' affairs are not theirs.
    """
    opted_out = MailOptOut.objects.filter(user=OuterRef("pk"), kind=notice.kind)
    has_email = Q(email__isnull=False, email_verified_at__isnull=False)
    people = User.objects.filter(pk__in=recipients, is_active=True).order_by("pk")
    return people.values_list("pk", ExpressionWrapper(has_email, BooleanField()), Exists(opted_out))
