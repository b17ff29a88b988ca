"""Sends the mails of notifications, see `mail_queue`. One that stays unsent stands in the account's list in any
case."""

from datetime import datetime

from marketplace.commands.notices.mail_queue import GIVEN_UP_AFTER, MOST_ATTEMPTS, MailQueue
from marketplace.gateways.messages import Message
from marketplace.models import MailOptOut, Notification
from marketplace.notices.kinds import notices_by_kind
from marketplace.notices.mails import mail_of

__all__ = ["GIVEN_UP_AFTER", "MOST_ATTEMPTS", "give_up_lost_mails", "retry_failed_mails", "send_mails"]


def send_mails(*, seconds: float = 20.0) -> int:
    """Those that are due, for at most about `seconds`; returns how many went out. Any number may run at once."""
    return NOTICE_MAILS.send_due(seconds=seconds)


def give_up_lost_mails(*, now: datetime | None = None) -> int:
    return NOTICE_MAILS.give_up_lost(now=now)


def retry_failed_mails(*, now: datetime | None = None) -> int:
    return NOTICE_MAILS.retry_failed(now=now)


def _message_of(notification: Notification) -> Message | None:
    return mail_of(notification) if _is_wanted(notification) else None


def _is_wanted(notification: Notification) -> bool:
    """Its recipient may have gone, or changed address or mind, since it was written."""
    recipient = notification.recipient
    is_reachable = recipient.is_active and recipient.email is not None and recipient.email_verified_at is not None
    notice = notices_by_kind().get(notification.kind)
    if notice is None or not is_reachable:
        return False
    return notice.is_required or not MailOptOut.objects.filter(user=recipient, kind=notification.kind).exists()


NOTICE_MAILS = MailQueue(Notification, _message_of, ("recipient",))
