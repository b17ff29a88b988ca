"""Shops that may not sell, or will not any more. Their products go from the shelves, and come back, by the events."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, signed_in
from marketplace.commands.outbox import publish
from marketplace.errors import Duplicate, Invalid
from marketplace.events import SellerClosed, SellerEvent, SellerReactivated, SellerSuspended, SellerTrustChanged
from marketplace.texts import required_text
from sellers.commands.locks import decided_seller, own_seller
from sellers.models import Application, ApplicationStatus, Seller, SellerStatus
from sellers.queries import member_of
from sellers.rights import Right

PERMISSION = "sellers.change_seller"


@transaction.atomic
def suspend_seller(*, actor: Actor, seller_id: int, reason: str) -> Seller:
    """For the offices that decide. Raises Unauthenticated, NotFound, PermissionDenied, Required, Invalid."""
    reason = _checked(reason)
    seller = decided_seller(actor, seller_id, PERMISSION)
    if seller.status != SellerStatus.ACTIVE:
        raise Invalid(_("Only a shop that sells can be suspended."), field=["seller"])
    event = SellerSuspended(seller_id=seller.pk, reason=reason)
    _move(actor, seller, SellerStatus.SUSPENDED, reason, "suspend_seller", event)
    return seller


@transaction.atomic
def reactivate_seller(*, actor: Actor, seller_id: int, reason: str) -> Seller:
    """Of a shop that was approved once, suspended or closed. For the offices that decide.

    Raises as above; Duplicate when another shop has its tax code by now.
    """
    reason = _checked(reason)
    seller = decided_seller(actor, seller_id, PERMISSION)
    refused = Application.objects.filter(seller=seller).exclude(status=ApplicationStatus.APPROVED)
    if seller.status not in (SellerStatus.SUSPENDED, SellerStatus.CLOSED) or refused.exists():
        raise Invalid(_("Only a shop that was approved, and then suspended or closed, comes back."), field=["seller"])
    event = SellerReactivated(seller_id=seller.pk, reason=reason)
    try:
        with transaction.atomic():
            _move(actor, seller, SellerStatus.ACTIVE, reason, "reactivate_seller", event)
    except IntegrityError as error:
        raise Duplicate(_("A shop with this tax code is here already."), field=["taxCode"]) from error
    return seller


@transaction.atomic
def set_seller_trust(*, actor: Actor, seller_id: int, is_trusted: bool, reason: str) -> Seller:
    """Whether the shop's goods go on sale without a review; nothing happens when it is so already.

    For the offices that decide. Raises Unauthenticated, NotFound, PermissionDenied, Required, Invalid.
    """
    reason = _checked(reason)
    seller = decided_seller(actor, seller_id, PERMISSION)
    if seller.is_trusted == is_trusted:
        return seller
    if is_trusted and seller.status != SellerStatus.ACTIVE:
        raise Invalid(_("Only a shop that sells can be trusted."), field=["seller"])
    seller.is_trusted = is_trusted
    seller.save(update_fields=["is_trusted"])
    after = {"is_trusted": is_trusted, "reason": reason}
    record(
        actor=signed_in(actor),
        action="set_seller_trust",
        subject=seller,
        before={"is_trusted": not is_trusted},
        after=after,
    )
    publish(SellerTrustChanged(seller_id=seller.pk, is_trusted=is_trusted, reason=reason))
    return seller


@transaction.atomic
def close_seller(*, actor: Actor, seller_id: int, reason: str) -> Seller:
    """For its owners, and for the offices that decide. Orders that were placed stay as they are.

    Raises Unauthenticated, NotFound, PermissionDenied, Required, Invalid.
    """
    reason = _checked(reason)
    is_member = member_of(signed_in(actor), seller_id) is not None
    seller = own_seller(actor, seller_id, Right.CLOSE) if is_member else decided_seller(actor, seller_id, PERMISSION)
    if seller.status not in (SellerStatus.ACTIVE, SellerStatus.SUSPENDED):
        raise Invalid(_("Only a shop that was approved, and is not closed, can be closed."), field=["seller"])
    event = SellerClosed(seller_id=seller.pk, reason=reason, is_by_owner=is_member)
    _move(actor, seller, SellerStatus.CLOSED, reason, "close_seller", event)
    return seller


def _checked(reason: str) -> str:
    return required_text(reason, field="reason", longest=500)


def _move(actor: Actor, seller: Seller, status: SellerStatus, reason: str, action: str, event: SellerEvent) -> None:
    before = {"status": seller.status, "reason": seller.status_reason}
    seller.status, seller.status_reason = status, reason
    seller.save(update_fields=["status", "status_reason"])
    after = {"status": seller.status, "reason": reason}
    record(actor=signed_in(actor), action=action, subject=seller, before=before, after=after)
    publish(event)
