"""Addresses and numbers that count as their owner's, because a code that went there came back."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.access.devices import Device
from marketplace.commands.authority import Actor, signed_in
from marketplace.commands.sign_in.codes import tried_code, use_code
from marketplace.contacts import Contact, ContactKind
from marketplace.errors import Invalid
from marketplace.models import CodePurpose, User


def verify_email(*, actor: Actor, code: str, device: Device, now: datetime | None = None) -> User:
    """Raises Unauthenticated, Invalid, RateLimited, CodeExpired, CodeWrong."""
    user = signed_in(actor)
    now = now or timezone.now()
    if not user.email:
        raise Invalid(_("Your account has no email address."))
    contact = Contact(ContactKind.EMAIL, user.email)
    proof = tried_code(
        purpose=CodePurpose.VERIFY_EMAIL, contact=contact, typed=code, user=user, device=device, now=now
    )
    with transaction.atomic():
        use_code(proof, now)
        note_verified(user, contact, now)
    return user


def note_verified(user: User, contact: Contact, now: datetime) -> None:
    """Only while the address is still theirs; the day of the first time stays."""
    name = f"{contact.column}_verified_at"
    noted = User.objects.filter(pk=user.pk, **{contact.column: contact.value, f"{name}__isnull": True})
    if noted.update(**{name: now}):
        setattr(user, name, now)
