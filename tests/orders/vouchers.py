"""Vouchers for tests, and what they have cost."""

from datetime import timedelta

from django.db.models import F, Sum
from django.utils import timezone

from orders.models import Order, OrderLine, SellerOrder, Voucher, VoucherBudget, VoucherRedemption
from tests.orders.people import Unchanged

__all__ = ["Untouched", "make_budget", "make_voucher", "spent"]


def make_budget(amount=1_000_000):
    return VoucherBudget.objects.create(name="Chương trình OCOP", amount=amount)


def make_voucher(code="GIAM20", *, amount=20_000, **fields):
    """20,000 đồng off, of the marketplace, unless told otherwise."""
    now = timezone.now()
    measure = {"kind": "AMOUNT", "amount": amount} if "kind" not in fields else {}
    given = {"valid_from": now - timedelta(days=1), "valid_until": now + timedelta(days=9), "name": "Giảm giá"}
    return Voucher.objects.create(code=code, **{**given, **measure, **fields})


def percent(points=1_000, cap=1_000_000):
    return {"kind": "PERCENT", "basis_points": points, "cap": cap}


def spent():
    """What is redeemed and not given back, by budget; and that the books agree with it."""
    in_force = F("amount") - F("cancelled_amount") - F("failed_amount")
    rows = VoucherRedemption.objects.exclude(voucher__budget=None).values("voucher__budget")
    found = dict(rows.annotate(sum=Sum(in_force)).values_list("voucher__budget", "sum"))
    budgets = dict(VoucherBudget.objects.values_list("pk", "spent"))
    assert {pk: found.get(pk, 0) for pk in budgets} == budgets
    for voucher in Voucher.objects.all():
        assert voucher.uses == voucher.redemptions.filter(given_back_at=None).count()
    return budgets


def check_sums(order):
    """Lines, parts, the order and its redemptions say the same, to the đồng."""
    order = Order.objects.get(pk=order.pk)
    whole = 0
    for part in SellerOrder.objects.filter(order=order):
        lines = OrderLine.objects.filter(seller_order=part)
        on_lines = lines.aggregate(discount=Sum("discount"), funded=Sum("discount_funded"))
        assert on_lines["discount"] + part.delivery_discount == part.discount
        assert on_lines["funded"] + part.delivery_discount_funded == part.discount_funded
        assert part.total == part.goods_total + part.delivery_fee + part.cod_fee - part.discount >= 0
        assert all(0 <= line.discount <= line.total for line in lines)
        whole += part.discount
    assert (
        order.discount == whole == sum(VoucherRedemption.objects.filter(order=order).values_list("amount", flat=True))
    )
    assert order.total == sum(SellerOrder.objects.filter(order=order).values_list("total", flat=True))


class Untouched(Unchanged):
    """Nor has a voucher been used."""

    def __enter__(self):
        self.uses = self._uses()
        return super().__enter__()

    def __exit__(self, *raised):
        super().__exit__(*raised)
        if raised == (None, None, None):
            assert self._uses() == self.uses
        return False

    @staticmethod
    def _uses():
        tables = (Voucher, VoucherBudget, VoucherRedemption)
        return [list(table.objects.order_by("pk").values()) for table in tables]
