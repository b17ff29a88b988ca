"""Shops that have money coming, and officers who look after it."""

from datetime import timedelta

from django.utils import timezone

from orders.commands import fulfilment
from orders.commands.payments.transfers import Booked, take_transfers
from orders.models import PaymentMethod, Payout, PayoutBatch, PayoutEntry
from orders.tokens import token_of
from sellers.models import PayoutAccount
from tests.catalog.factories import make_seller
from tests.marketplace.people import make_user
from tests.orders.ledger.books import rows
from tests.orders.people import delivery, make_goods, make_member, placed

NUMBER = "0123456789"


def treasurer():
    return make_user(is_superuser=True, is_staff=True)


def shop(*, has_account=True, changed_at=None, **fields):
    seller = make_seller(**fields)
    owner = make_member(seller)
    if has_account:
        at = changed_at or timezone.now() - timedelta(days=30)
        PayoutAccount.objects.create(
            seller=seller, bank_bin="970436", number=NUMBER, holder="CO SO MOT", changed_at=at, changed_by=owner
        )
    return seller, owner


def sold(seller, price=100_000, *, method=PaymentMethod.BANK, is_complete=True, now=None):
    """A complete order, or one that was delivered alone, with 35,000 đ of delivery; the part."""
    order = placed(
        make_goods(seller=seller, price=price), method=delivery(), total=price + 35_000, payment_method=method
    )
    if method == PaymentMethod.BANK:
        now = now or timezone.now()
        take_transfers([Booked(f"FT{order.pk}", order.total, now, order.payment.purpose)], now=now)
    part, member = order.parts.get(), make_member(seller)
    for step in (fulfilment.confirm_order, fulfilment.ship_order, fulfilment.record_delivery):
        step(actor=member, seller_order_id=part.pk, now=now)
    if is_complete:
        fulfilment.confirm_receipt(actor=None, seller_order_id=part.pk, token=token_of(order.number), now=now)
    return part


class NothingPaid:
    """`with NothingPaid():` around what must be refused."""

    def state(self):
        return rows(), [list(model.objects.order_by("pk").values()) for model in (PayoutBatch, Payout, PayoutEntry)]

    def __enter__(self):
        self.before = self.state()

    def __exit__(self, *raised):
        if raised == (None, None, None):
            assert self.state() == self.before
        return False
