"""Sends codes that were asked for: after the commit, in the background, outside of any transaction."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from marketplace.commands.sign_in.codes import LIFETIME, digits_of
from marketplace.gateways.mail import MailGateway
from marketplace.gateways.messages import Gateway, Message
from marketplace.models import CodePurpose, OneTimeCode

# Codes that say something of an account: they go out only where there is one.
_OF_ACCOUNTS = {CodePurpose.SIGN_IN, CodePurpose.RESET_PASSWORD, CodePurpose.ERASE_ACCOUNT}


def send_code(*, code_id: int, now: datetime | None = None) -> bool:
    """Whether it went out. Repeatable: a code is sent once, and the provider is told by a key should this die between
    sending and noting it. Raises DeliveryFailed."""
    now = now or timezone.now()
    code = OneTimeCode.objects.select_related("user").filter(pk=code_id, sent_at__isnull=True).first()
    if code is None or not _is_wanted(code, now):
        return False
    _gateway(code).send(_message(code))
    OneTimeCode.objects.filter(pk=code_id).update(sent_at=now)
    return True


def _is_wanted(code: OneTimeCode, now: datetime) -> bool:
    if code.used_at is not None or code.expires_at <= now:
        return False
    if code.purpose in _OF_ACCOUNTS and (code.user is None or not code.user.is_active):
        return False
    later = OneTimeCode.objects.filter(purpose=code.purpose, recipient=code.recipient, pk__gt=code.pk)
    return not later.exists()


def _gateway(code: OneTimeCode) -> Gateway:
    if "@" in code.recipient:
        return MailGateway()
    gateway: Gateway = import_string(settings.SMS_GATEWAY)()
    return gateway


def _message(code: OneTimeCode) -> Message:
    with translation.override(code.language):
        told = {
            "code": digits_of(code),
            "purpose": CodePurpose(code.purpose).label,
            "minutes": LIFETIME.seconds // 60,
        }
        if "@" in code.recipient:
            text = _(
                "Your code is %(code)s, to: %(purpose)s.\n\nIt holds for %(minutes)d minutes. Never give it to"
                " anybody: we never ask for it.\nIf it was not you who asked, you need not do anything."
            )
        else:
            # Written in plain letters: one accent would halve the length that a text message may have.
            text = pgettext(
                "text message, plain letters",
                "OCOP Village Market: %(code)s is your code. It holds for %(minutes)d minutes. Give it to nobody.",
            )
        subject = _("%(code)s is your code at the OCOP Village Market") % told
        return Message(code.recipient, subject, text % told, f"code-{code.pk}-{code.seed[:12]}")
