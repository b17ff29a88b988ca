"""People to be told of something, and the notifications that they got."""

from django.utils import timezone

from marketplace.commands.notices.notify import notify
from marketplace.events import PasswordChanged
from marketplace.models import MailState, Notification
from tests.marketplace.people import make_user


def make_reachable(**fields):
    """Somebody whose mail is confirmed."""
    return make_user(email_verified_at=timezone.now(), **fields)


def waiting_mail(user=None, number=1, **fields):
    """A notification whose mail waits."""
    user = user or make_reachable()
    notify(PasswordChanged(user_id=user.pk), number)
    Notification.objects.filter(recipient=user, event=number).update(**fields)
    return Notification.objects.get(recipient=user, event=number)


def states():
    return list(Notification.objects.order_by("pk").values_list("mail_state", flat=True))


WAITING, SENDING, SENT = MailState.WAITING, MailState.SENDING, MailState.SENT
