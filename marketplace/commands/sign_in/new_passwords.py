"""What a password must be like, and what follows from a new one."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from marketplace.commands.audit import record
from marketplace.commands.outbox import publish
from marketplace.commands.sign_in.sessions import end_sessions_of
from marketplace.errors import Invalid, Required
from marketplace.events import PasswordChanged
from marketplace.models import EndReason, Session, User
from marketplace.passwords import LONGEST


def check_new_password(password: str, user: User, *, field: str) -> None:
    """Raises Required, or Invalid with all that is wrong with it."""
    if not password:
        raise Required(field=[field])
    if len(password) > LONGEST or "\0" in password:
        raise Invalid(_("This may have at most %(longest)d characters.") % {"longest": LONGEST}, field=[field])
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid(" ".join(error.messages), field=[field]) from error


def set_password(user: User, encoded: str, *, action: str, except_id: int | None, now: datetime) -> None:
    """Within the command's transaction: keeps the hash, ends all sessions but `except_id`, records and tells it."""
    user.password = encoded
    user.save(update_fields=["password"])
    Session.objects.filter(pk=except_id or 0, user=user).update(password_stamp=user.get_session_auth_hash())
    ended = end_sessions_of(user, reason=EndReason.PASSWORD_CHANGED, except_id=except_id, now=now)
    record(actor=user, action=action, subject=user, after={"ended_sessions": ended})
    publish(PasswordChanged(user_id=user.pk))
