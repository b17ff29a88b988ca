"""Which notices somebody wants by mail. The required ones are not theirs to switch off."""

from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import Invalid
from marketplace.models import MailOptOut, User
from marketplace.notices.kinds import Notice, notices_by_kind
from marketplace.notices.unsubscribing import read_token


def set_mail_preference(*, actor: Actor, kind: str, is_mailed: bool) -> Notice:
    """Raises Unauthenticated; Invalid for a kind that is none, is never mailed, or is always mailed."""
    user = signed_in(actor)
    notice = _switchable(kind)
    _set(user.pk, kind, is_mailed=is_mailed)
    return notice


def unsubscribe_from_mail(*, token: str) -> Notice:
    """By the link in a mail, whoever holds it: it does this one harmless thing. Raises Invalid."""
    user_id, kind = read_token(token)
    notice = _switchable(kind)
    if not User.objects.filter(pk=user_id).exists():
        raise Invalid(field=["token"])
    _set(user_id, kind, is_mailed=False)
    return notice


@transaction.atomic
def _set(user_id: int, kind: str, *, is_mailed: bool) -> None:
    if is_mailed:
        MailOptOut.objects.filter(user=user_id, kind=kind).delete()
    else:
        MailOptOut.objects.get_or_create(user_id=user_id, kind=kind)


def _switchable(kind: str) -> Notice:
    notice = notices_by_kind().get(kind)
    if notice is None or not notice.is_mailed:
        raise Invalid(field=["kind"])
    if notice.is_required:
        raise Invalid(
            _("These mails are about your rights, your money or the safety of your account: they always come."),
            field=["kind"],
        )
    return notice
