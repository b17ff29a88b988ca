"""Asking people to work for a shop: for its owners."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, signed_in
from marketplace.commands.outbox import publish
from marketplace.commands.sign_in.codes import check_reachable
from marketplace.commands.sign_in.throttle import Policy, count_try
from marketplace.contacts import Contact, ContactKind, contact_of, masked
from marketplace.errors import Duplicate, Invalid
from marketplace.events import MemberInvited
from marketplace.models import User
from sellers.commands.locks import check_open, own_seller
from sellers.invitation_codes import code_of, digest_of, new_seed
from sellers.models import Invitation, Member, Role, Seller
from sellers.queries import access_seller
from sellers.rights import Right

LIFETIME = timedelta(days=7)
MOST_OPEN = 20
MOST_MEMBERS = 50
# A shop is no engine for messages to strangers.
TO_ONE = Policy("invitations to", 3, timedelta(minutes=5), timedelta(days=1), timedelta(hours=8))
FROM_ONE = Policy("invitations from", 10, timedelta(minutes=1), timedelta(hours=6), timedelta(minutes=30))


def invite_member(
    *, actor: Actor, seller_id: int, contact: str, role: Role, now: datetime | None = None
) -> Invitation:
    """Sends a code, by email or text message, that holds for a week and once.

    Raises Unauthenticated, NotFound, PermissionDenied, Required, Invalid, RateLimited; Duplicate for somebody who
    works there, or was asked already.
    """
    now = now or timezone.now()
    reached = contact_of(contact, field="contact")
    access_seller(actor=actor, seller_id=seller_id, right=Right.MEMBERS)
    _check_sending(reached, seller_id, now)
    return _invited(actor, seller_id, reached, role, now)


def resend_invitation(*, actor: Actor, invitation_id: int, now: datetime | None = None) -> Invitation:
    """Sends a new code, which holds for another week; the old one ends.

    Raises Unauthenticated, NotFound, PermissionDenied, Invalid, RateLimited.
    """
    now = now or timezone.now()
    seller_id = _seller_id_of(actor, invitation_id)
    invitation = Invitation.objects.get(pk=invitation_id)
    _check_sending(contact_of(invitation.address, field="invitation"), seller_id, now)
    return _sent_again(actor, seller_id, invitation_id, now)


@transaction.atomic
def revoke_invitation(*, actor: Actor, invitation_id: int, now: datetime | None = None) -> Invitation:
    """Its code opens nothing any more. Nothing happens when it was revoked already.

    Raises Unauthenticated, NotFound, PermissionDenied; Invalid when it was accepted.
    """
    seller = own_seller(actor, _seller_id_of(actor, invitation_id), Right.MEMBERS)
    invitation = seller.invitations.get(pk=invitation_id)
    if invitation.revoked_at is not None:
        return invitation
    _check_unused(invitation)
    invitation.revoked_at = now or timezone.now()
    invitation.save(update_fields=["revoked_at"])
    after = {"revoked_at": invitation.revoked_at}
    record(actor=signed_in(actor), action="revoke_invitation", subject=invitation, after=after)
    return invitation


@transaction.atomic
def _invited(actor: Actor, seller_id: int, contact: Contact, role: Role, now: datetime) -> Invitation:
    seller = own_seller(actor, seller_id, Right.MEMBERS)
    check_open(seller)
    _check_new(seller, contact)
    seed = new_seed()
    invitation = Invitation.objects.create(
        seller=seller,
        role=role,
        email=contact.value if contact.kind == ContactKind.EMAIL else "",
        phone=contact.value if contact.kind == ContactKind.PHONE else "",
        seed=seed,
        code_digest=digest_of(code_of(seed)),
        sent_at=now,
        expires_at=now + LIFETIME,
        invited_by=signed_in(actor),
        created_at=now,
    )
    _tell(signed_in(actor), invitation, "invite_member")
    return invitation


@transaction.atomic
def _sent_again(actor: Actor, seller_id: int, invitation_id: int, now: datetime) -> Invitation:
    seller = own_seller(actor, seller_id, Right.MEMBERS)
    check_open(seller)
    invitation = seller.invitations.get(pk=invitation_id)
    if invitation.revoked_at is not None:
        raise Invalid(_("This invitation was revoked. Please make a new one."), field=["invitation"])
    _check_unused(invitation)
    invitation.seed = new_seed()
    invitation.code_digest = digest_of(code_of(invitation.seed))
    invitation.sent_at, invitation.expires_at = now, now + LIFETIME
    invitation.sent_count += 1
    invitation.save(update_fields=["seed", "code_digest", "sent_at", "expires_at", "sent_count"])
    _tell(signed_in(actor), invitation, "resend_invitation")
    return invitation


def _tell(user: User, invitation: Invitation, action: str) -> None:
    told = {"to": masked(invitation.address), "role": invitation.role, "expires_at": invitation.expires_at}
    record(actor=user, action=action, subject=invitation, after=told)
    publish(MemberInvited(seller_id=invitation.seller_id, invitation_id=invitation.pk))


def _seller_id_of(actor: Actor, invitation_id: int) -> int:
    """For those who may invite. Raises Unauthenticated, NotFound, PermissionDenied."""
    found = Invitation.objects.filter(pk=invitation_id).values_list("seller", flat=True).first()
    return access_seller(actor=actor, seller_id=found or 0, right=Right.MEMBERS, field="invitation").pk


def _check_sending(contact: Contact, seller_id: int, now: datetime) -> None:
    check_reachable(contact, field="contact")
    count_try([(TO_ONE, contact.value), (FROM_ONE, str(seller_id))], now)


def _check_new(seller: Seller, contact: Contact) -> None:
    if Member.objects.filter(Q(**{f"user__{contact.column}": contact.value}), seller=seller).exists():
        raise Duplicate(_("This person works here already."), field=["contact"])
    waiting = seller.invitations.filter(accepted_at=None, revoked_at=None)
    if waiting.filter(**{contact.column: contact.value}).exists():
        raise Duplicate(_("This person was invited already. Send the invitation again."), field=["contact"])
    if waiting.count() >= MOST_OPEN:
        raise Invalid(_("There are %(most)d open invitations already.") % {"most": MOST_OPEN}, field=["seller"])


def _check_unused(invitation: Invitation) -> None:
    if invitation.accepted_at is not None:
        raise Invalid(_("This invitation was accepted."), field=["invitation"])
