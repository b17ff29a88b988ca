"""Proof by password: the same answer, after the same work, for a stranger and for a wrong password."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.access.devices import Device
from marketplace.commands.sign_in.sessions import begin_session
from marketplace.errors import DomainError, ErrorCode
from marketplace.models import Session, SessionKind, User
from marketplace.passwords import hashed, verdict


class CredentialsWrong(DomainError):
    """No such person, a wrong password, or an account that is closed: told alike."""

    code = ErrorCode.CREDENTIALS_WRONG
    default_message = _("Email, phone number or password is not right.")


def sign_in(*, login: str, password: str, device: Device, kind: SessionKind, now: datetime | None = None) -> Session:
    """`login`: an email, or a phone number in any spelling. Raises CredentialsWrong, TooBusy."""
    now = now or timezone.now()
    return begin_session(user=proven_by_password(login=login, password=password), device=device, kind=kind, now=now)


def proven_by_password(*, login: str, password: str) -> User:
    """Whoever the pair belongs to. Raises CredentialsWrong, TooBusy."""
    user = user_named(login)
    found = verdict(password, user.password if user is not None else None)
    if user is None or not found.is_right or not user.is_active:
        raise CredentialsWrong
    if found.must_update:
        _update_hash(user, password)
    return user


def user_named(login: str) -> User | None:
    try:
        return User.objects.get_by_natural_key(login)
    except User.DoesNotExist:
        return None


def _update_hash(user: User, password: str) -> None:
    """To today's parameters. The password is still the same, so sessions go on."""
    old_stamp, old_hash = user.get_session_auth_hash(), user.password
    user.password = hashed(password)
    if User.objects.filter(pk=user.pk, password=old_hash).update(password=user.password):
        sessions = Session.objects.filter(user=user, password_stamp=old_stamp, ended_at__isnull=True)
        sessions.update(password_stamp=user.get_session_auth_hash())
