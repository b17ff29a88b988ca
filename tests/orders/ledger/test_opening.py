"""A shop that sold before there were books: they open as if they had always been kept."""

import importlib

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from orders.commands import fulfilment
from orders.commands.ledger import buyers, sellers
from orders.commands.payments.refunds import record_refund
from orders.commands.payments.transfers import Booked, take_transfers
from orders.models import LedgerEntry, LedgerTransaction, PaymentMethod, Refund
from orders.tokens import token_of
from tests.catalog.factories import make_seller
from tests.orders.ledger.books import all_sums_are_zero
from tests.orders.payouts.shops import sold, treasurer
from tests.orders.people import delivery, make_goods, make_member, placed

pytestmark = pytest.mark.django_db
OPENING = importlib.import_module("orders.migrations.0005_ledger").open_books


class Editor:
    """What a migration is given, as far as this one looks."""

    def __init__(self):
        self.connection = connection

    def execute(self, statement):
        with connection.cursor() as cursor:
            cursor.execute(statement)


def history():
    """Of everything something: complete by transfer and by cash, failed, refunded in part, open, too much paid."""
    seller = make_seller(legal_form="ENTERPRISE")
    sold(seller), sold(seller, method=PaymentMethod.COD), sold(seller, method=PaymentMethod.COD, is_complete=False)
    order = placed(make_goods(seller=seller), method=delivery(), total=85_000, payment_method=PaymentMethod.BANK)
    take_transfers([Booked(f"F{order.pk}", 95_000, timezone.now(), order.payment.purpose)])
    part, member = order.parts.get(), make_member(seller)
    fulfilment.confirm_order(actor=member, seller_order_id=part.pk)
    fulfilment.ship_order(actor=member, seller_order_id=part.pk)
    fulfilment.record_failed_delivery(actor=member, seller_order_id=part.pk, reason="Không nghe máy")
    refund = Refund.objects.filter(payment__order=order).earliest("pk")
    record_refund(actor=treasurer(), refund_id=refund.pk, reference="R")
    late = placed(make_goods(seller=seller), payment_method=PaymentMethod.BANK)
    take_transfers([Booked(f"F{late.pk}", 10_000, timezone.now(), late.payment.purpose)])
    fulfilment.cancel_as_buyer(actor=None, seller_order_id=late.parts.get().pk, token=token_of(late.number))
    return seller


def sums(seller):
    found = LedgerEntry.objects.order_by("transaction__kind", "account", "amount")
    return list(found.values_list("transaction__kind", "account", "amount", "seller"))


def test_the_opening_posts_what_the_deeds_would_have_posted(monkeypatch):
    for module in (buyers, sellers):
        monkeypatch.setattr(module, "post", lambda *_told, **_about: None)
    silent = history()
    assert not LedgerTransaction.objects.exists()
    OPENING(apps, Editor())
    opened = [(kind, account, amount, pk == silent.pk) for kind, account, amount, pk in sums(silent)]
    keys = {key.split(":")[0] for key in LedgerTransaction.objects.values_list("key", flat=True)}
    assert all_sums_are_zero()

    monkeypatch.undo()
    posted_before = set(LedgerEntry.objects.values_list("pk", flat=True))
    kept = history()
    again = LedgerEntry.objects.exclude(pk__in=posted_before).order_by("transaction__kind", "account", "amount")
    told = again.values_list("transaction__kind", "account", "amount", "seller")
    assert [(kind, account, amount, pk == kept.pk) for kind, account, amount, pk in told] == opened
    all_keys = set(LedgerTransaction.objects.values_list("key", flat=True))
    assert {key.split(":")[0] for key in all_keys} == keys
