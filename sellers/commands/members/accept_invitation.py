from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, signed_in
from marketplace.commands.outbox import publish
from marketplace.errors import Duplicate, Invalid
from marketplace.events import MemberJoined
from sellers.commands.locks import check_open, locked_seller
from sellers.commands.members.invitations import MOST_MEMBERS
from sellers.errors import InvitationEnded
from sellers.invitation_codes import digest_of
from sellers.models import Invitation, Member


@transaction.atomic
def accept_invitation(*, actor: Actor, code: str, now: datetime | None = None) -> Member:
    """Makes whoever is signed in a member. The code is the proof: people sign in by other addresses.

    Raises Unauthenticated, InvitationEnded, Invalid; Duplicate, and the code stays good, for who works there already.
    """
    user = signed_in(actor)
    now = now or timezone.now()
    invitation = _good_invitation(code, now)
    seller = locked_seller(invitation.seller_id)
    # Of two who hold the same code, the second waited for the seller's lock: it looks again.
    invitation = _good_invitation(code, now)
    check_open(seller)
    members = Member.objects.filter(seller=seller)
    if members.filter(user=user).exists():
        raise Duplicate(_("You work for this shop already."), field=["code"])
    if members.count() >= MOST_MEMBERS:
        raise Invalid(_("A shop has at most %(most)d members.") % {"most": MOST_MEMBERS}, field=["code"])
    member = Member.objects.create(seller=seller, user=user, role=invitation.role, joined_at=now)
    invitation.accepted_at, invitation.accepted_by = now, user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    after = {"user_id": user.pk, "role": member.role, "invitation_id": invitation.pk}
    record(actor=user, action="accept_invitation", subject=seller, after=after)
    publish(MemberJoined(seller_id=seller.pk, user_id=user.pk, role=member.role))
    return member


def _good_invitation(code: str, now: datetime) -> Invitation:
    found = Invitation.objects.filter(
        code_digest=digest_of(code), accepted_at=None, revoked_at=None, expires_at__gt=now
    ).first()
    if found is None:
        raise InvitationEnded(field=["code"])
    return found
