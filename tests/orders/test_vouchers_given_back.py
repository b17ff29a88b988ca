"""What is cancelled, lapses or comes back gives its vouchers back; what was paid goes back, and no more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from orders.commands import fulfilment
from orders.commands.payments.closing import expire_unpaid
from orders.commands.payments.transfers import Booked, take_transfers
from orders.commands.vouchers.refusals import VoucherLimitReached
from orders.models import PaymentMethod, Refund, SellerOrder, Voucher, VoucherRedemption
from orders.tokens import token_of
from tests.orders.people import delivery, make_goods, make_member, neighbours, placed
from tests.orders.vouchers import make_budget, make_voucher, percent, spent

pytestmark = pytest.mark.django_db
CODES = ["PROGRAMME", "SHIP", "SHOP"]


class Bought:
    """Of two shops, brought: goods 50,000 and 100,000, fees 20,000 each; a programme's 30,000 on the goods, another's
    30,000 on the fees, and the first shop's tenth."""

    def __init__(self, **fields):
        self.here, self.there, commune = neighbours()
        self.goods, self.fees = make_budget(), make_budget()
        make_voucher("PROGRAMME", amount=30_000, budget=self.goods, most_uses_per_user=1)
        make_voucher("SHIP", kind="DELIVERY", cap=30_000, budget=self.fees)
        make_voucher("SHOP", seller=self.here, **percent(1_000))
        self.total = 190_000 - 5_000 - 30_000 - 30_000
        self.order = placed(
            make_goods(seller=self.here), make_goods(seller=self.there, price=100_000), place=commune,
            method=delivery(), vouchers=CODES, total=self.total, **fields,
        )  # fmt: skip
        self.first, self.second = self.order.parts.get(seller=self.here), self.order.parts.get(seller=self.there)

    def paid(self):
        take_transfers([Booked("FT1", self.total, timezone.now(), self.order.payment.purpose)])

    def cancel(self, part):
        fulfilment.cancel_as_buyer(actor=None, seller_order_id=part.pk, token=token_of(self.order.number))

    def fail(self, part):
        member = make_member(part.seller)
        fulfilment.confirm_order(actor=member, seller_order_id=part.pk)
        fulfilment.ship_order(actor=member, seller_order_id=part.pk)
        fulfilment.record_failed_delivery(actor=member, seller_order_id=part.pk, reason="Không nghe máy")

    def owed(self):
        return list(Refund.objects.order_by("pk").values_list("seller_order", "amount"))


def uses():
    return dict(Voucher.objects.values_list("code", "uses"))


def test_a_cancelled_part_gives_its_share_back_and_the_last_one_the_use():
    case = Bought()
    # 30,000 over 45,000 and 100,000 that the shop's tenth leaves
    assert (case.first.discount_funded - case.first.delivery_discount, 30_000 - 9_310) == (9_310, 20_690)
    assert spent() == {case.goods.pk: 30_000, case.fees.pk: 30_000}
    case.cancel(case.first)
    assert spent() == {case.goods.pk: 20_690, case.fees.pk: 15_000}
    assert uses() == {"PROGRAMME": 1, "SHIP": 1, "SHOP": 0}
    case.cancel(case.second)
    assert spent() == {case.goods.pk: 0, case.fees.pk: 0}
    assert uses() == {"PROGRAMME": 0, "SHIP": 0, "SHOP": 0}
    assert not VoucherRedemption.objects.filter(given_back_at=None).exists()


def test_the_buyer_may_use_it_again_after_the_whole_order_was_cancelled():
    case = Bought()
    goods = make_goods()
    case.cancel(case.first)
    with pytest.raises(VoucherLimitReached):
        placed(goods, vouchers=["PROGRAMME"], total=20_000)
    case.cancel(case.second)
    placed(goods, vouchers=["PROGRAMME"], total=20_000)
    assert spent()[case.goods.pk] == 30_000


def test_an_order_that_nobody_pays_gives_all_back():
    case = Bought(payment_method=PaymentMethod.BANK)
    assert expire_unpaid(now=timezone.now() + timedelta(hours=1)) == 1
    assert spent() == {case.goods.pk: 0, case.fees.pk: 0} and set(uses().values()) == {0}


def test_what_was_paid_for_a_cancelled_part_is_its_price_after_the_discount():
    case = Bought(payment_method=PaymentMethod.BANK)
    case.paid()
    case.cancel(case.first)
    case.cancel(case.second)
    first = 50_000 + 20_000 - 5_000 - 9_310 - 15_000
    assert case.owed() == [(case.first.pk, first), (case.second.pk, case.total - first)]


def test_a_parcel_that_came_back_returns_what_was_paid_for_its_goods():
    """The fee is spent, and what a programme gave for it; the use stays used."""
    case = Bought(payment_method=PaymentMethod.BANK)
    case.paid()
    case.fail(case.first)
    assert case.owed() == [(case.first.pk, 50_000 - 5_000 - 9_310)]
    assert spent() == {case.goods.pk: 20_690, case.fees.pk: 30_000}
    case.cancel(case.second)
    assert spent() == {case.goods.pk: 0, case.fees.pk: 15_000}
    assert uses() == {"PROGRAMME": 1, "SHIP": 1, "SHOP": 1}


def test_what_is_delivered_keeps_its_vouchers():
    case = Bought()
    member = make_member(case.here)
    for command in (fulfilment.confirm_order, fulfilment.ship_order, fulfilment.record_delivery):
        command(actor=member, seller_order_id=case.first.pk)
    fulfilment.confirm_receipt(actor=None, seller_order_id=case.first.pk, token=token_of(case.order.number))
    assert SellerOrder.objects.get(pk=case.first.pk).status == "COMPLETED"
    assert spent() == {case.goods.pk: 30_000, case.fees.pk: 30_000} and set(uses().values()) == {1}


def test_a_stopped_voucher_is_given_back_all_the_same():
    case = Bought()
    Voucher.objects.update(stopped_at=timezone.now())
    case.cancel(case.first)
    case.cancel(case.second)
    assert spent() == {case.goods.pk: 0, case.fees.pk: 0} and set(uses().values()) == {0}
