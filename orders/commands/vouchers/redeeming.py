"""Vouchers within a checkout: locked, judged, and counted in the transaction of the order. Which locks are taken
when stands in docs/orders.md."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError
from django.db.models import F

from marketplace.errors import Invalid, Refusals
from orders.commands.vouchers.applying import Basket
from orders.commands.vouchers.judging import MOST_CODES, Judged, judged, plain_codes, standings_of
from orders.commands.vouchers.refusals import VoucherLimitReached, VoucherUsedUp
from orders.models import Order, Voucher, VoucherBudget, VoucherRedemption


def judged_for_order(typed: Sequence[str], basket: Basket, order: Order, now: datetime) -> Judged:
    """All codes count, or the order is refused with what is wrong with each. The vouchers stay locked.

    Raises Invalid, VoucherUnknown, VoucherNotValid, VoucherUsedUp, VoucherLimitReached, VoucherBasketTooSmall,
    VoucherNotApplicable, VouchersNotCombined.
    """
    codes = plain_codes(typed)
    if not codes:
        return Judged(basket)
    if len(codes) > MOST_CODES:
        raise Invalid(field=["vouchers"])
    rows = Voucher.objects.select_for_update(of=["self"], no_key=True).select_related("budget")
    found = list(rows.filter(code__in=list(codes)).order_by("pk"))
    # After the lock: nobody else's use of these vouchers can be missing from what is counted here.
    result = judged(codes, found, basket, standings_of(found, order.user, order.phone), now)
    refusals = Refusals()
    for code, error in result.refusals.items():
        with refusals.of_row():
            error.field = ["vouchers", str(codes[code])]
            raise error
    refusals.tell()
    return result


def redeem(result: Judged, order: Order, now: datetime) -> None:
    """The order is written. Raises VoucherUsedUp where a budget ran out, VoucherLimitReached for a first order that
    another one came before; the transaction has to end then."""
    if not result.amounts:
        return
    vouchers = result.vouchers
    Voucher.objects.filter(pk__in=[vouchers[code].pk for code in result.amounts]).update(uses=F("uses") + 1)
    _spend(result)
    rows = [_row(vouchers[code], order, amount, now) for code, amount in result.amounts.items()]
    # In one order for everybody: two first orders with two such vouchers each must not wait for each other.
    rows.sort(key=lambda row: (row.first_order_of or 0, row.is_for_delivery))
    try:
        VoucherRedemption.objects.bulk_create(rows)
    except IntegrityError as error:
        if "first_order_is_one" not in str(error):
            raise
        raise VoucherLimitReached(field=["vouchers"]) from error


def _spend(result: Judged) -> None:
    """A checkout locks its own vouchers, and others share their budget: what is left of it is looked at in the same
    statement that takes it."""
    for budget, amount in sorted(result.basket.from_budgets.items()):
        left = VoucherBudget.objects.filter(pk=budget, spent__lte=F("amount") - amount)
        if not left.update(spent=F("spent") + amount):
            raise VoucherUsedUp(field=["vouchers"])


def _row(voucher: Voucher, order: Order, amount: int, now: datetime) -> VoucherRedemption:
    return VoucherRedemption(
        voucher=voucher,
        order=order,
        user=order.user,
        phone=order.phone,
        first_order_of=(voucher.seller_id or 0) if voucher.is_first_order else None,
        is_for_delivery=voucher.is_for_delivery,
        amount=amount,
        redeemed_at=now,
    )
