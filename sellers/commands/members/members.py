"""Roles of members, and their leaving. A shop is never left without an owner whose account is in use."""

from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, signed_in
from marketplace.commands.outbox import publish
from marketplace.errors import Invalid, NotFound
from marketplace.events import MemberLeft, MemberRemoved, MemberRoleChanged
from sellers.commands.locks import locked_seller, own_seller
from sellers.errors import LastOwner
from sellers.models import Member, Role, Seller
from sellers.queries import access_seller, member_of
from sellers.rights import Right


@transaction.atomic
def change_member_role(*, actor: Actor, member_id: int, role: Role) -> Member:
    """For owners; nothing happens when the member has that role.

    Raises Unauthenticated, NotFound, PermissionDenied, LastOwner.
    """
    seller, member = _of_own_seller(actor, member_id)
    if member.role == role:
        return member
    if role != Role.OWNER:
        _keep_an_owner(seller, member)
    before = {"role": member.role, "user_id": member.user_id}
    member.role = role
    member.save(update_fields=["role"])
    after = {"role": member.role, "user_id": member.user_id}
    record(actor=signed_in(actor), action="change_member_role", subject=member, before=before, after=after)
    publish(MemberRoleChanged(seller_id=seller.pk, user_id=member.user_id, role=member.role))
    return member


@transaction.atomic
def remove_member(*, actor: Actor, member_id: int) -> Seller:
    """For owners, and for others than themselves: those leave. Raises as above, and Invalid."""
    seller, member = _of_own_seller(actor, member_id)
    if member.user_id == signed_in(actor).pk:
        raise Invalid(_("That is you. To go, leave the shop."), field=["member"])
    _keep_an_owner(seller, member)
    _gone(actor, member, "remove_member")
    publish(MemberRemoved(seller_id=seller.pk, user_id=member.user_id))
    return seller


@transaction.atomic
def leave_seller(*, actor: Actor, seller_id: int) -> Seller:
    """For every member. Raises Unauthenticated, NotFound, LastOwner."""
    user = signed_in(actor)
    if member_of(user, seller_id) is None:
        raise NotFound(field=["seller"])
    seller = locked_seller(seller_id)
    member = member_of(user, seller_id)
    if member is None:
        raise NotFound(field=["seller"])
    _keep_an_owner(seller, member)
    _gone(actor, member, "leave_seller")
    publish(MemberLeft(seller_id=seller.pk, user_id=user.pk))
    return seller


def _of_own_seller(actor: Actor, member_id: int) -> tuple[Seller, Member]:
    """Behind the seller's lock, under which owners are counted."""
    seller_id = Member.objects.filter(pk=member_id).values_list("seller", flat=True).first() or 0
    access_seller(actor=actor, seller_id=seller_id, right=Right.MEMBERS, field="member")
    seller = own_seller(actor, seller_id, Right.MEMBERS)
    member = Member.objects.filter(pk=member_id, seller=seller).first()
    if member is None:
        raise NotFound(field=["member"])
    return seller, member


def _keep_an_owner(seller: Seller, leaving: Member) -> None:
    """Raises LastOwner. To be asked behind the seller's lock, so that two owners cannot both rely on the other."""
    others = Member.objects.filter(seller=seller, role=Role.OWNER, user__is_active=True).exclude(pk=leaving.pk)
    if leaving.role == Role.OWNER and not others.exists():
        raise LastOwner(field=["member"])


def _gone(actor: Actor, member: Member, action: str) -> None:
    before = {"user_id": member.user_id, "role": member.role}
    record(actor=signed_in(actor), action=action, subject=member, before=before)
    member.delete()
