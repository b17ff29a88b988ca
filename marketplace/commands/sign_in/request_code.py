from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.access.devices import Device
from marketplace.commands.authority import Actor, signed_in
from marketplace.commands.sign_in.codes import send_new_code
from marketplace.contacts import Contact, ContactKind, contact_of
from marketplace.errors import Invalid
from marketplace.models import CodePurpose, OneTimeCode, User


def request_code(
    *, actor: Actor, purpose: CodePurpose, to: str | None, device: Device, now: datetime | None = None
) -> OneTimeCode:
    """Has a code sent, to register a phone number, to sign in, or to set a new password.

    The answer, and the work for it, are the same whether anybody has that address or not. VERIFY_EMAIL and
    ERASE_ACCOUNT go to the actor's own. Raises Unauthenticated, Required, Invalid, RateLimited.
    """
    now = now or timezone.now()
    if purpose == CodePurpose.VERIFY_EMAIL:
        user = signed_in(actor)
        if not user.email:
            raise Invalid(_("Your account has no email address."), field=["to"])
        contact = Contact(ContactKind.EMAIL, user.email)
        return send_new_code(purpose=purpose, contact=contact, user=user, device=device, now=now, field="to")
    if purpose == CodePurpose.ERASE_ACCOUNT:
        user = signed_in(actor)
        contact = known_contact(user)
        return send_new_code(purpose=purpose, contact=contact, user=user, device=device, now=now, field="to")
    contact = contact_of(to or "", field="to")
    if purpose == CodePurpose.REGISTER and contact.kind != ContactKind.PHONE:
        raise Invalid(_("An email address registers with a password, without a code."), field=["to"])
    return send_new_code(purpose=purpose, contact=contact, user=owner_of(contact), device=device, now=now, field="to")


def known_contact(user: User) -> Contact:
    """Where a code reaches the owner of an account: the phone before the email."""
    if user.phone:
        return Contact(ContactKind.PHONE, user.phone)
    return Contact(ContactKind.EMAIL, user.email or "")


def owner_of(contact: Contact) -> User | None:
    return User.objects.filter(**{contact.column: contact.value}).first()
