from datetime import datetime

from django.db import transaction
from django.utils import timezone

from marketplace.access.devices import Device
from marketplace.commands.sign_in.codes import CodeWrong, tried_code, use_code
from marketplace.commands.sign_in.new_passwords import check_new_password, set_password
from marketplace.commands.sign_in.request_code import owner_of
from marketplace.commands.sign_in.tokens import SignedIn, begin_sign_in
from marketplace.commands.sign_in.verified import note_verified
from marketplace.contacts import contact_of
from marketplace.models import CodePurpose, SessionKind
from marketplace.passwords import hashed


def reset_password(
    *, login: str, code: str, password: str, device: Device, kind: SessionKind, now: datetime | None = None
) -> SignedIn:
    """A new password for whoever has the code; all devices are signed out, and this one is signed in.

    Raises Required, Invalid, RateLimited, TooBusy, CodeExpired, CodeWrong.
    """
    now = now or timezone.now()
    contact = contact_of(login, field="login")
    proof = tried_code(
        purpose=CodePurpose.RESET_PASSWORD, contact=contact, typed=code, user=None, device=device, now=now
    )
    user = owner_of(contact)
    if user is None or not user.is_active:  # nothing was sent: this was a lucky guess
        raise CodeWrong(field=["code"])
    check_new_password(password, user, field="password")
    encoded = hashed(password)
    with transaction.atomic():
        use_code(proof, now)
        note_verified(user, contact, now)
        set_password(user, encoded, action="reset_password", except_id=None, now=now)
        return begin_sign_in(user=user, device=device, kind=kind, now=now)
