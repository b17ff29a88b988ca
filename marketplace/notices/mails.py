"""A notification as a mail: in its recipient's language, as text and as plain HTML, with a way to have no more."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from marketplace.gateways.messages import Message
from marketplace.models import Notification, User
from marketplace.notices.kinds import notices_by_kind
from marketplace.notices.unsubscribing import token_for
from marketplace.notices.wording import words_of


def mail_of(notification: Notification) -> Message:
    recipient = notification.recipient
    with translation.override(recipient.language):
        words = words_of(notification.kind, notification.params)
        unsubscribe = _unsubscribe_address(notification, recipient)
        told = {
            "words": words,
            "name": recipient.full_name,
            "language": recipient.language,
            "address": _absolute(settings.NOTICES_PAGE),
            "unsubscribe": unsubscribe,
        }
        return Message(
            to=recipient.email or "",
            subject=_("%(title)s - OCOP Village Market") % {"title": " ".join(words.title.split())},
            text=render_to_string("notices/mail.txt", told).strip() + "\n",
            html=render_to_string("notices/mail.html", told),
            key=f"notice-{notification.pk}",
            headers=_headers(unsubscribe),
        )


def _unsubscribe_address(notification: Notification, recipient: User) -> str:
    """ "" of what is required."""
    notice = notices_by_kind().get(notification.kind)
    if notice is None or notice.is_required:
        return ""
    return _absolute(settings.UNSUBSCRIBE_PAGE, token_for(recipient.pk, notification.kind))


def _headers(unsubscribe: str) -> dict[str, str]:
    """By which mail programs show a button of their own (RFC 8058)."""
    if not unsubscribe:
        return {}
    return {"List-Unsubscribe": f"<{unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _absolute(name: str, *arguments: str) -> str:
    return settings.SITE_URL + reverse(name, args=arguments)
