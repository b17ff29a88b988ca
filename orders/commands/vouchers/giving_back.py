"""What a part of an order that does not come about gives back to the vouchers that lowered it."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F, Sum

from orders.models import OrderLine, SellerOrder, Voucher, VoucherBudget, VoucherRedemption
from orders.models import SellerOrderStatus as Status


def give_back(parts: Sequence[SellerOrder], now: datetime) -> None:
    """Of one order, cancelled or failed just now; their stock is locked before. Nothing where nothing was lowered.

    The money is free again in its budget; what was spent on bringing a parcel that came back stays spent. The use is
    the buyer's again once every part that the voucher lowered was cancelled.
    """
    lowered = [part for part in parts if part.discount]
    if not lowered:
        return
    rows = Voucher.objects.select_for_update(of=["self"], no_key=True).filter(redemptions__order=lowered[0].order_id)
    vouchers = {one.pk: one for one in rows.order_by("pk")}
    freed: dict[int, int] = {}
    for redemption in VoucherRedemption.objects.filter(order=lowered[0].order_id).order_by("voucher_id"):
        voucher = vouchers[redemption.voucher_id]
        amount = sum(_given_back(redemption, voucher, part) for part in lowered)
        if voucher.budget_id is not None:
            freed[voucher.budget_id] = freed.get(voucher.budget_id, 0) + amount
        if redemption.cancelled_amount == redemption.amount and redemption.given_back_at is None:
            redemption.given_back_at = now
            Voucher.objects.filter(pk=voucher.pk).update(uses=F("uses") - 1)
        redemption.save(update_fields=["cancelled_amount", "failed_amount", "given_back_at"])
    for budget, amount in sorted(freed.items()):
        VoucherBudget.objects.filter(pk=budget).update(spent=F("spent") - amount)


def _given_back(redemption: VoucherRedemption, voucher: Voucher, part: SellerOrder) -> int:
    share = _share_of(voucher, part)
    if part.status == Status.CANCELLED:
        redemption.cancelled_amount += share
        return share
    if voucher.is_for_delivery:
        return 0
    redemption.failed_amount += share
    return share


def _share_of(voucher: Voucher, part: SellerOrder) -> int:
    """What the voucher lowered the part by. Of each slot there is one: so the columns tell them apart."""
    if voucher.seller_id not in (None, part.seller_id):
        return 0
    if voucher.is_for_delivery:
        whole, funded = part.delivery_discount, part.delivery_discount_funded
    else:
        lines = OrderLine.objects.filter(seller_order=part)
        found = lines.aggregate(discount=Sum("discount"), funded=Sum("discount_funded"))
        whole, funded = found["discount"] or 0, found["funded"] or 0
    return funded if voucher.is_funded else whole - funded
