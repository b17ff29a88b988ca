"""The books hold together whoever writes into them: the database sees to it."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from orders.commands.ledger.posting import Side, post
from orders.models import Account, LedgerEntry, LedgerTransaction, PostingKind
from tests.catalog.factories import make_seller
from tests.orders.ledger.books import all_sums_are_zero, rows

pytestmark = pytest.mark.django_db
NOW = timezone.now()
EVEN = [Side(Account.BUYER, -5), Side(Account.ESCROW, 5)]


def posted(*sides, key="k"):
    return post(PostingKind.RECEIVED, key, sides or EVEN, NOW)


def test_what_sums_to_zero_is_posted_once():
    assert posted() is not None and posted() is None
    assert LedgerTransaction.objects.count() == 1 and LedgerEntry.objects.count() == 2
    assert all_sums_are_zero()


def test_nothing_is_not_posted():
    assert posted(Side(Account.BUYER, 0), Side(Account.ESCROW, 0)) is None
    assert not LedgerTransaction.objects.exists()


@pytest.mark.parametrize(
    "sides",
    [
        [Side(Account.BUYER, -5), Side(Account.ESCROW, 4)],
        [Side(Account.BUYER, -5)],
        [Side(Account.BUYER, 2**62), Side(Account.ESCROW, 2**62)],
    ],
)
def test_what_does_not_is_refused_at_the_end_of_the_transaction(sides):
    before = rows()
    with pytest.raises(IntegrityError), transaction.atomic():
        posted(*sides)
        all_sums_are_zero()
    assert rows() == before


def test_a_transaction_has_sides():
    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerTransaction.objects.create(key="k", kind=PostingKind.RECEIVED)
        all_sums_are_zero()
    assert not LedgerTransaction.objects.exists()


def test_a_side_that_is_added_later_is_refused():
    written = posted()
    before = rows()
    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerEntry.objects.create(transaction=written, account=Account.ESCROW, amount=1)
        all_sums_are_zero()
    assert rows() == before


@pytest.mark.parametrize("table", ["orders_ledgertransaction", "orders_ledgerentry"])
@pytest.mark.parametrize("how", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_nothing_is_changed_or_deleted(table, how):
    posted()
    all_sums_are_zero()
    before = rows()
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        for each in ("orders_ledgertransaction", "orders_ledgerentry"):  # tests empty tables: see conftest.py
            cursor.execute(f"ALTER TABLE {each} ENABLE TRIGGER {each}_is_not_emptied")
        cursor.execute(how.format(table))
    assert rows() == before


@pytest.mark.parametrize(
    "fields",
    [
        {"account": "GIFT", "amount": 5},
        {"account": "ESCROW", "amount": 0},
        {"account": "SELLER", "amount": 5},
        {"account": "ESCROW", "amount": 5, "seller": True},
    ],
)
def test_a_side_is_of_money_of_an_account_and_of_its_shop(fields):
    written = posted()
    given = {**fields, **({"seller": make_seller()} if "seller" in fields else {})}
    before = rows()
    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerEntry.objects.create(transaction=written, **given)
    assert rows() == before
