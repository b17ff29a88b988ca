"""Sends the codes of invitations: after the commit, in the background, outside of any transaction."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from marketplace.gateways.mail import MailGateway
from marketplace.gateways.messages import Gateway, Message
from sellers.invitation_codes import code_of
from sellers.models import Invitation


def send_invitation(*, invitation_id: int, now: datetime | None = None) -> bool:
    """Whether it went out. Sent twice it is the same message under the same key. Raises DeliveryFailed."""
    invitation = (
        Invitation.objects.select_related("seller", "invited_by")
        .filter(pk=invitation_id, accepted_at=None, revoked_at=None, expires_at__gt=now or timezone.now())
        .first()
    )
    if invitation is None:
        return False
    _gateway(invitation).send(_message(invitation))
    return True


def _gateway(invitation: Invitation) -> Gateway:
    if invitation.email:
        return MailGateway()
    gateway: Gateway = import_string(settings.SMS_GATEWAY)()
    return gateway


def _message(invitation: Invitation) -> Message:
    with translation.override(invitation.invited_by.language):
        told = {
            "shop": invitation.seller.name,
            "who": str(invitation.invited_by.full_name or invitation.seller.name),
            "role": invitation.get_role_display(),
            "code": code_of(invitation.seed),
        }
        if invitation.email:
            text = _(
                "%(who)s asks you to work for the shop %(shop)s as its %(role)s.\n\nSign in to the OCOP Village"
                " Market, choose “Accept an invitation” and enter this code within 7 days:\n\n%(code)s\n\nWhoever has"
                " it can use it, once: do not pass it on. If you expect no invitation, you need not do anything."
            )
        else:
            # Written in plain letters: one accent would halve the length that a text message may have.
            text = pgettext(
                "text message, plain letters", "OCOP Village Market: your code to join a shop is %(code)s (7 days)."
            )
        subject = _("Invitation to the shop %(shop)s") % told
        key = f"invitation-{invitation.pk}-{invitation.sent_count}"
        return Message(invitation.address, subject, text % told, key)
