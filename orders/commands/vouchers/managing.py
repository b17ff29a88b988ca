"""Vouchers of shops, of the marketplace and of programmes: made, and stopped."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, authorised_officer, signed_in
from marketplace.errors import Duplicate, Invalid, NotFound
from marketplace.models import User
from marketplace.texts import required_text
from orders.commands.vouchers.terms import MOST_AMOUNT, Terms, drafted
from orders.models import Voucher, VoucherBudget
from orders.states import WrongState
from sellers.queries import access_seller
from sellers.rights import Right

PERMISSION = "orders.change_voucher"


@transaction.atomic
def make_voucher(*, actor: Actor, seller_id: int, terms: Terms, now: datetime | None = None) -> Voucher:
    """Of a shop, which bears it, by those who set its prices.

    Raises Unauthenticated, NotFound, PermissionDenied, Required, Invalid, Duplicate.
    """
    seller = access_seller(actor=actor, seller_id=seller_id, right=Right.PRICES)
    voucher = _written(drafted(terms, seller, now or timezone.now()))
    # The shop is what the entry is about, so that it stands in the shop's trail.
    record(actor=signed_in(actor), action="make_voucher", subject=seller, after=_told(voucher))
    return voucher


@transaction.atomic
def make_platform_voucher(
    *, actor: Actor, budget_id: int | None, terms: Terms, now: datetime | None = None
) -> Voucher:
    """Of a programme by its budget, or else of the marketplace. Raises as `make_voucher`."""
    officer = authorised_officer(actor, PERMISSION)
    voucher = drafted(terms, None, now or timezone.now())
    if budget_id is not None:
        voucher.budget = VoucherBudget.objects.filter(pk=budget_id).first()
        if voucher.budget is None:
            raise NotFound(field=["budget"])
    _written(voucher)
    record(actor=officer, action="make_platform_voucher", subject=voucher, after=_told(voucher))
    return voucher


@transaction.atomic
def stop_voucher(*, actor: Actor, voucher_id: int, now: datetime | None = None) -> Voucher:
    """From now on it counts for no order; those that it counted for keep it.

    Raises Unauthenticated, NotFound, PermissionDenied; WrongState for one that was stopped before.
    """
    user = signed_in(actor)
    _check_owner(user, voucher_id)
    voucher = Voucher.objects.select_for_update(of=["self"], no_key=True).select_related("seller").get(pk=voucher_id)
    if voucher.stopped_at is not None:
        raise WrongState
    voucher.stopped_at = now or timezone.now()
    voucher.save(update_fields=["stopped_at"])
    after = {"code": voucher.code, "stopped_at": voucher.stopped_at}
    record(actor=user, action="stop_voucher", subject=voucher.seller or voucher, after=after)
    return voucher


@transaction.atomic
def make_voucher_budget(*, actor: Actor, name: str, amount: int, now: datetime | None = None) -> VoucherBudget:
    """Raises Unauthenticated, PermissionDenied, Required, Invalid."""
    officer = authorised_officer(actor, PERMISSION)
    name = required_text(name, field="name", longest=120)
    _check_budget(amount, least=1)
    budget = VoucherBudget.objects.create(name=name, amount=amount, created_at=now or timezone.now())
    record(actor=officer, action="make_voucher_budget", subject=budget, after={"amount": amount})
    return budget


@transaction.atomic
def set_voucher_budget(*, actor: Actor, budget_id: int, amount: int) -> VoucherBudget:
    """Not below what is spent. Raises Unauthenticated, PermissionDenied, NotFound, Invalid."""
    officer = authorised_officer(actor, PERMISSION)
    budget = VoucherBudget.objects.select_for_update(no_key=True).filter(pk=budget_id).first()
    if budget is None:
        raise NotFound(field=["budget"])
    _check_budget(amount, least=max(budget.spent, 1))
    before, budget.amount = budget.amount, amount
    budget.save(update_fields=["amount"])
    record(
        actor=officer,
        action="set_voucher_budget",
        subject=budget,
        before={"amount": before},
        after={"amount": amount},
    )
    return budget


def _check_owner(user: User, voucher_id: int) -> None:
    """Before the lock, so that strangers lock nothing. A voucher never changes its owner."""
    voucher = Voucher.objects.filter(pk=voucher_id).first()
    if voucher is None:
        raise NotFound(field=["voucher"])
    if voucher.seller_id is None:
        authorised_officer(user, PERMISSION)
    else:
        access_seller(actor=user, seller_id=voucher.seller_id, right=Right.PRICES, field="voucher")


def _written(voucher: Voucher) -> Voucher:
    """Raises Duplicate: codes are unique over the whole marketplace."""
    try:
        with transaction.atomic():
            voucher.save(force_insert=True)
    except IntegrityError as error:
        if "code" not in str(error):
            raise
        raise Duplicate(field=["code"]) from error
    return voucher


def _check_budget(amount: int, *, least: int) -> None:
    if not least <= amount <= MOST_AMOUNT:
        raise Invalid(field=["amount"])


def _told(voucher: Voucher) -> dict[str, Any]:
    names = ("code", "kind", "basis_points", "amount", "cap", "minimum_basket", "valid_from", "valid_until")
    kept = {name: getattr(voucher, name) for name in (*names, "most_uses", "most_uses_per_user", "budget_id")}
    return {name: value for name, value in kept.items() if value is not None}
