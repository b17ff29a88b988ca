"""Another email address or phone number: by proof of the new one and of the account.

The new one proves itself by a code. The account is proven by a code to what it replaces, where that was confirmed;
else by the password; and where there is none, by a code to the other thing that is known of its owner. Nobody can
take an account over with an unlocked device alone, and nobody is stuck who has what they signed up with.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.access.devices import Device
from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, signed_in
from marketplace.commands.outbox import publish
from marketplace.commands.sign_in.change_password import check_own_password
from marketplace.commands.sign_in.codes import send_new_code, tried_code, use_code
from marketplace.contacts import Contact, ContactKind, contact_of, masked
from marketplace.errors import Duplicate, Invalid
from marketplace.events import ContactChanged
from marketplace.models import CodePurpose, OneTimeCode, User


@dataclass(frozen=True, slots=True)
class Confirmation:
    """`sent_to`: where the second code went, masked; None when the password is asked for instead."""

    expires_at: datetime
    sent_to: str | None


def request_contact_change(
    *, actor: Actor, contact: str, device: Device, now: datetime | None = None
) -> Confirmation:
    """Sends a code to the new address or number, and a second one where the account is not proven by its password.

    Raises Unauthenticated, Required, Invalid, RateLimited. Whether somebody else has that address is told only to who
    has its code.
    """
    user = signed_in(actor)
    now = now or timezone.now()
    wanted = _wanted(user, contact)
    proven = proving_contact(user, wanted.kind)
    if proven is not None:
        send_new_code(
            purpose=CodePurpose.CONTACT_CHANGE, contact=proven, user=user, device=device, now=now, field="contact"
        )
    code = send_new_code(
        purpose=CodePurpose.NEW_CONTACT, contact=wanted, user=user, device=device, now=now, field="contact"
    )
    return Confirmation(code.expires_at, None if proven is None else masked(proven.value))


def change_contact(
    *, actor: Actor, contact: str, code: str, confirmation: str, device: Device, now: datetime | None = None
) -> User:
    """`confirmation`: the second code, or the password, as `request_contact_change` said.

    Raises Unauthenticated, Required, Invalid, Duplicate, CodeExpired, CodeWrong, CredentialsWrong, RateLimited,
    TooBusy.
    """
    user = signed_in(actor)
    now = now or timezone.now()
    wanted = _wanted(user, contact)
    proofs = [
        tried_code(purpose=CodePurpose.NEW_CONTACT, contact=wanted, typed=code, user=user, device=device, now=now)
    ]
    proven = proving_contact(user, wanted.kind)
    if proven is None:
        check_own_password(user, confirmation, device, now, field="confirmation")
    else:
        proofs.append(
            tried_code(
                purpose=CodePurpose.CONTACT_CHANGE,
                contact=proven,
                typed=confirmation,
                user=user,
                device=device,
                now=now,
                field="confirmation",
            )
        )
    return _changed(user, wanted, proofs, now)


def proving_contact(user: User, kind: ContactKind) -> Contact | None:
    """Where a code goes that proves the account; None: its password proves it."""
    known = {
        ContactKind.EMAIL: user.email if user.email_verified_at else None,
        ContactKind.PHONE: user.phone if user.phone_verified_at else None,
    }
    other = ContactKind.PHONE if kind == ContactKind.EMAIL else ContactKind.EMAIL
    if replaced := known[kind]:
        return Contact(kind, replaced)
    if user.has_usable_password():
        return None
    if held := known[other]:
        return Contact(other, held)
    raise Invalid(_("Please set a password first: nothing else proves that the account is yours."), field=["contact"])


def _wanted(user: User, contact: str) -> Contact:
    wanted = contact_of(contact, field="contact")
    if wanted.value == getattr(user, wanted.column):
        raise Invalid(_("That is what your account has already."), field=["contact"])
    return wanted


@transaction.atomic
def _changed(user: User, wanted: Contact, proofs: list[OneTimeCode], now: datetime) -> User:
    for proof in sorted(proofs, key=lambda proof: proof.pk):
        use_code(proof, now)
    before = getattr(user, wanted.column)
    changed = User.objects.select_for_update().get(pk=user.pk)
    setattr(changed, wanted.column, wanted.value)
    setattr(changed, f"{wanted.column}_verified_at", now)
    try:
        with transaction.atomic():
            changed.save(update_fields=[wanted.column, f"{wanted.column}_verified_at"])
    except IntegrityError as error:
        raise Duplicate(_("Another account has this already."), field=["contact"]) from error
    record(
        actor=changed,
        action="change_contact",
        subject=changed,
        before={wanted.column: masked(before or "")},
        after={wanted.column: masked(wanted.value)},
    )
    publish(ContactChanged(user_id=changed.pk, kind=wanted.kind.value))
    return changed
