from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.access.devices import Device
from marketplace.commands.authority import Actor, signed_in
from marketplace.commands.sign_in.new_passwords import check_new_password, set_password
from marketplace.commands.sign_in.passwords import CredentialsWrong, checked_password
from marketplace.models import User
from marketplace.passwords import hashed, place_to_hash


def change_password(
    *,
    actor: Actor,
    old_password: str,
    new_password: str,
    current_id: int | None,
    device: Device,
    now: datetime | None = None,
) -> User:
    """By the old one; who has none, or forgot it, resets it by code. All devices but this one are signed out.

    Raises Unauthenticated, CredentialsWrong, Required, Invalid, RateLimited, TooBusy.
    """
    user = signed_in(actor)
    now = now or timezone.now()
    check_new_password(new_password, user, field="newPassword")
    check_own_password(user, old_password, device, now, field="oldPassword")
    encoded = hashed(new_password)
    with transaction.atomic():
        set_password(user, encoded, action="change_password", except_id=current_id, now=now)
    return user


def check_own_password(user: User, password: str, device: Device, now: datetime, *, field: str) -> None:
    """Raises CredentialsWrong, RateLimited, TooBusy: whoever found a device unlocked could guess here for ever."""
    with place_to_hash() as place:
        is_right = checked_password(place, user, "", password, device, now).is_right
    if not is_right:
        raise CredentialsWrong(_("This is not your password."), field=[field])
