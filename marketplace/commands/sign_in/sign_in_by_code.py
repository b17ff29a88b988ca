from datetime import datetime

from django.db import transaction
from django.utils import timezone

from marketplace.access.devices import Device
from marketplace.commands.sign_in.codes import CodeWrong, tried_code, use_code
from marketplace.commands.sign_in.request_code import owner_of
from marketplace.commands.sign_in.tokens import SignedIn, begin_sign_in
from marketplace.commands.sign_in.verified import note_verified
from marketplace.contacts import contact_of
from marketplace.models import CodePurpose, SessionKind


def sign_in_by_code(
    *, login: str, code: str, device: Device, kind: SessionKind, now: datetime | None = None
) -> SignedIn:
    """By the code that was sent to an email address or phone number, which counts as confirmed from then on.

    Raises Required, Invalid, RateLimited, CodeExpired, CodeWrong.
    """
    now = now or timezone.now()
    contact = contact_of(login, field="login")
    proof = tried_code(purpose=CodePurpose.SIGN_IN, contact=contact, typed=code, user=None, device=device, now=now)
    with transaction.atomic():
        use_code(proof, now)
        user = owner_of(contact)
        if user is None or not user.is_active:  # nothing was sent: this was a lucky guess
            raise CodeWrong(field=["code"])
        note_verified(user, contact, now)
        return begin_sign_in(user=user, device=device, kind=kind, now=now)
