"""Proof by password: the same answer, after the same work, for a stranger and for a wrong password."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.access.addresses import bounds_of, network_of
from marketplace.access.devices import Device
from marketplace.commands.sign_in.throttle import ACCOUNT, NETWORK, Counted, count_try, take_back
from marketplace.commands.sign_in.tokens import SignedIn, begin_sign_in
from marketplace.errors import DomainError, ErrorCode
from marketplace.models import Session, SessionKind, User
from marketplace.passwords import Place, Verdict, place_to_hash


class CredentialsWrong(DomainError):
    """No such person, a wrong password, or an account that is closed: told alike."""

    code = ErrorCode.CREDENTIALS_WRONG
    default_message = _("Email, phone number or password is not right.")


def sign_in(*, login: str, password: str, device: Device, kind: SessionKind, now: datetime | None = None) -> SignedIn:
    """`login`: an email, or a phone number in any spelling. Raises CredentialsWrong, RateLimited, TooBusy."""
    now = now or timezone.now()
    user = proven_by_password(login=login, password=password, device=device, now=now)
    return begin_sign_in(user=user, device=device, kind=kind, now=now)


def proven_by_password(*, login: str, password: str, device: Device, now: datetime) -> User:
    """Whoever the pair belongs to. Raises CredentialsWrong, RateLimited, TooBusy."""
    with place_to_hash() as place:
        user = user_named(login)
        found = checked_password(place, user, login, password, device, now)
        if user is None or not found.is_right or not user.is_active:
            raise CredentialsWrong
        if found.must_update:
            _update_hash(place, user, password)
    return user


def checked_password(
    place: Place, user: User | None, login: str, password: str, device: Device, now: datetime
) -> Verdict:
    """Counted before it is checked. Raises RateLimited."""
    account, network = _account(user, login, device), (NETWORK, network_of(device.address))
    count_try([account, network], now)
    found = place.verdict(password, user.password if user is not None else None)
    if found.is_right:
        take_back([network], forgiven=[account])
    return found


def user_named(login: str) -> User | None:
    try:
        return User.objects.get_by_natural_key(login)
    except User.DoesNotExist:
        return None


def _account(user: User | None, login: str, device: Device) -> Counted:
    """Tries from a network that the account has signed in from count for themselves: a stranger elsewhere, who fails
    on purpose, cannot lock the owner out at home."""
    user_id = 0 if user is None else user.pk
    is_at_home = Session.objects.filter(user=user_id, address__range=bounds_of(device.address)).exists()
    whose = login.strip().lower() if user is None else f"#{user.pk}"
    return ACCOUNT, f"{whose} at {network_of(device.address)}" if is_at_home else whose


def _update_hash(place: Place, user: User, password: str) -> None:
    """To today's parameters. The password is still the same, so sessions go on."""
    old_stamp, old_hash = user.get_session_auth_hash(), user.password
    user.password = place.hashed(password)
    if User.objects.filter(pk=user.pk, password=old_hash).update(password=user.password):
        sessions = Session.objects.filter(user=user, password_stamp=old_stamp, ended_at__isnull=True)
        sessions.update(password_stamp=user.get_session_auth_hash())
