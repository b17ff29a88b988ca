from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.access.addresses import network_of
from marketplace.access.devices import Device
from marketplace.commands.audit import record
from marketplace.commands.outbox import publish
from marketplace.commands.sign_in.codes import queue_code, tried_code, use_code
from marketplace.commands.sign_in.new_passwords import check_new_password
from marketplace.commands.sign_in.throttle import REGISTRATIONS, count_try
from marketplace.commands.sign_in.tokens import SignedIn, begin_sign_in
from marketplace.commands.sign_in.update_profile import LONGEST_NAME, spoken
from marketplace.contacts import Contact, email_of, phone_of
from marketplace.errors import Duplicate
from marketplace.events import UserRegistered
from marketplace.models import CodePurpose, OneTimeCode, SessionKind, User
from marketplace.passwords import hashed
from marketplace.texts import required_text


def register_by_email(
    *,
    email: str,
    password: str,
    full_name: str = "",
    language: str = "vi",
    device: Device,
    kind: SessionKind,
    now: datetime | None = None,
) -> SignedIn:
    """A new account that is signed in at once; a code is sent by which the address can be confirmed.

    Raises Required, Invalid, RateLimited, TooBusy; Duplicate, which tells that the address has an account. That
    cannot be hidden from who may sign in before confirming, so it is counted by network instead.
    """
    now = now or timezone.now()
    contact = email_of(email, field="email")
    user = User(email=contact.value, full_name=_name(full_name), language=spoken(language), joined_at=now)
    check_new_password(password, user, field="password")
    count_try([(REGISTRATIONS, network_of(device.address))], now)
    user.password = hashed(password)
    with transaction.atomic():
        signed_in = _created(user, contact, device, kind, now)
        queue_code(purpose=CodePurpose.VERIFY_EMAIL, contact=contact, user=user, now=now)
    return signed_in


def register_by_phone(
    *,
    phone: str,
    code: str,
    password: str | None = None,
    full_name: str = "",
    language: str = "vi",
    device: Device,
    kind: SessionKind,
    now: datetime | None = None,
) -> SignedIn:
    """A new account of whoever has the code that was sent to the number; it needs no password.

    Raises Required, Invalid, RateLimited, TooBusy, CodeWrong, CodeExpired; Duplicate when the number has an account,
    which only its owner learns.
    """
    now = now or timezone.now()
    contact = phone_of(phone, field="phone")
    user = User(phone=contact.value, full_name=_name(full_name), language=spoken(language), joined_at=now)
    if password:
        check_new_password(password, user, field="password")
    proof = tried_code(purpose=CodePurpose.REGISTER, contact=contact, typed=code, user=None, device=device, now=now)
    user.phone_verified_at = now
    if password:
        user.password = hashed(password)
    else:
        user.set_unusable_password()
    return _registered(user, contact, proof, device, kind, now)


@transaction.atomic
def _registered(
    user: User, contact: Contact, proof: OneTimeCode, device: Device, kind: SessionKind, now: datetime
) -> SignedIn:
    use_code(proof, now)
    return _created(user, contact, device, kind, now)


def _created(user: User, contact: Contact, device: Device, kind: SessionKind, now: datetime) -> SignedIn:
    """The database decides whether the address is free: of two at once, one gets it."""
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        raise Duplicate(_("There is an account already: please sign in."), field=[contact.column]) from error
    record(actor=user, action="register_user", subject=user, after={"by": contact.kind})
    publish(UserRegistered(user_id=user.pk))
    return begin_sign_in(user=user, device=device, kind=kind, now=now)


def _name(full_name: str) -> str:
    return required_text(full_name, field="fullName", longest=LONGEST_NAME) if full_name.strip() else ""
