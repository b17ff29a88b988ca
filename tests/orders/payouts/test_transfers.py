"""Payouts to accounts at Stripe: once each, whatever breaks in between; what Stripe refuses is the seller's again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from marketplace.models import AuditEntry, OutboxEvent
from orders.balances import Balance, balances_of
from orders.commands.payouts.batches import draw_up_payouts
from orders.commands.payouts.outcomes import MOST_TRIES, record_payout_failed, record_payout_sent
from orders.commands.payouts.reading import take_bank_file
from orders.commands.payouts.transfers import send_transfer, send_transfers
from orders.gateways import stripe_api
from orders.models import LedgerTransaction, Payout
from orders.states import WrongState
from sellers.models import PayoutAccount
from tests.orders.cards import fake
from tests.orders.ledger.books import all_sums_are_zero
from tests.orders.payouts.shops import NUMBER, NothingPaid, shop, sold, treasurer
from tests.stripe_fake import BROKEN, BROKEN_AFTER, BUSY, LOST, SILENT, UNREACHED

__all__ = ["fake"]
pytestmark = pytest.mark.django_db
STRIPE, OTHER = "acct_1032D82eZvKYlo2C", "acct_1MZ0aBcD"
MADE = ("POST", "/v1/transfers")
DUE, PAID = Balance(0, 135_000, 0), Balance(0, 0, 135_000)


@pytest.fixture(autouse=True)
def all_is_zero(fake):
    fake.connect(STRIPE, OTHER)
    yield
    assert all_sums_are_zero()


def connected(account=STRIPE):
    """A shop with 135,000 đ coming."""
    seller, _owner = shop(legal_form="ENTERPRISE")
    PayoutAccount.objects.filter(seller=seller).update(stripe_account=account)
    sold(seller)
    return seller


def drawn(account=STRIPE):
    seller = connected(account)
    return draw_up_payouts(actor=treasurer()).payouts.get(seller=seller)


def stands(payout):
    payout.refresh_from_db()
    return payout.status, payout.reference


def balance(payout):
    return balances_of([payout.seller_id])[payout.seller_id]


def posted(payout):
    found = LedgerTransaction.objects.filter(payout=payout).order_by("pk")
    return list(found.values_list("kind", flat=True))


def hours(count):
    return timezone.now() + timedelta(hours=count)


def test_the_way_is_frozen_when_it_is_drawn_up(fake, settings):
    by_bank, _owner = shop(legal_form="ENTERPRISE")
    sold(by_bank)
    by_stripe = connected()
    batch = draw_up_payouts(actor=treasurer())
    ways = dict(batch.payouts.values_list("seller", "way"))
    assert ways == {by_bank.pk: "BANK", by_stripe.pk: "TRANSFER"}
    assert [one.seller for one in take_bank_file(actor=treasurer(), batch_id=batch.pk)] == [by_bank]
    payout = batch.payouts.get(seller=by_stripe)
    assert (payout.masked_number, payout.account_number) == ("acct_•••lo2C", "")
    entry = AuditEntry.objects.get(action="draw_up_payout", object_id=payout.pk)
    assert entry.after["account"] == "acct_•••lo2C"
    PayoutAccount.objects.update(stripe_account=OTHER)
    assert send_transfers() == 1 and fake.connected == {STRIPE: 135_000, OTHER: 0}


def test_without_cards_it_goes_by_the_bank(fake, settings):
    settings.CARD_GATEWAY = ""
    payout = drawn()
    assert (payout.way, payout.account_number, payout.stripe_account) == ("BANK", NUMBER, "")
    assert take_bank_file(actor=treasurer(), batch_id=payout.batch_id) == [payout]
    settings.CARD_GATEWAY = "orders.gateways.stripe_api.StripeGateway"
    assert send_transfers() == 0 and send_transfer(payout_id=payout.pk) is False
    assert fake.transfers == {} and stands(payout) == ("DRAWN", "")


def test_it_goes_once_and_is_booked_as_any_payout(fake):
    payout = drawn()
    assert balance(payout) == DUE
    assert send_transfers() == 1 and send_transfers(now=hours(48)) == 0
    [made] = fake.transfers.values()
    assert (made["amount"], made["destination"], made["transfer_group"]) == (135_000, STRIPE, payout.purpose)
    assert stands(payout) == ("SENT", made["id"]) and payout.settled_by is None
    assert balance(payout) == PAID and posted(payout) == ["PAYOUT_DRAWN", "PAYOUT_SENT"]
    entry = AuditEntry.objects.get(action="record_payout_sent")
    assert (entry.actor, entry.after) == (None, {"reference": made["id"]})
    told = OutboxEvent.objects.get(name="PayoutSent").payload
    assert (told["reference"], told["number"]) == (made["id"], "acct_•••lo2C")


@pytest.mark.parametrize("fault", [UNREACHED, LOST, SILENT, BROKEN, BROKEN_AFTER, BUSY])
def test_whatever_becomes_of_the_call_it_goes_once(fake, fault):
    payout = drawn()
    fake.break_next(*MADE, fault, times=2)
    for tries in range(4):
        send_transfers(now=hours(7 * tries))
    assert fake.connected[STRIPE] == 135_000 and len(fake.transfers) == 1
    assert stands(payout) == ("SENT", next(iter(fake.transfers))) and balance(payout) == PAID


@pytest.mark.parametrize("fault", [LOST, SILENT, BROKEN_AFTER])
def test_also_when_stripe_has_forgotten_the_key_by_then(fake, fault, settings):
    settings.STRIPE_RETRIES = 0
    stripe_api.client.cache_clear()
    payout = drawn()
    fake.break_next(*MADE, fault)
    fake.break_next("GET", "/v1/transfers", UNREACHED)
    send_transfers()
    assert len(fake.transfers) == 1
    if fault is not BROKEN_AFTER:
        assert stands(payout) == ("DRAWN", "")
    fake.forget_keys()
    for days in (2, 4):
        send_transfers(now=hours(24 * days))
    assert fake.connected[STRIPE] == 135_000 and len(fake.transfers) == 1
    assert stands(payout) == ("SENT", next(iter(fake.transfers))) and balance(payout) == PAID


@pytest.mark.parametrize(("account", "left", "why"), [("acct_gone", 10**6, "No such"), (STRIPE, 9, "insufficient")])
def test_what_stripe_refuses_is_the_sellers_again(fake, account, left, why):
    fake.balance = left
    payout = drawn(account)
    assert send_transfers() == 0
    assert stands(payout) == ("FAILED", "") and why in payout.failure and payout.settled_by is None
    assert balance(payout) == Balance(135_000, 0, 0) and posted(payout) == ["PAYOUT_DRAWN", "PAYOUT_RETURNED"]
    assert AuditEntry.objects.get(action="record_payout_failed").actor is None
    assert OutboxEvent.objects.filter(name="PayoutFailed").count() == 1
    assert send_transfers(now=hours(48)) == 0 and fake.transfers == {}
    fake.connect(account)
    again = draw_up_payouts(actor=treasurer()).payouts.get()
    assert send_transfers() == 1 and balance(again) == PAID and fake.connected[account] == 135_000


def test_tries_are_later_and_later_and_come_to_an_end(fake):
    payout, now, waits = drawn(), timezone.now(), []
    fake.break_next(*MADE, UNREACHED, times=2 * MOST_TRIES)
    for _try in range(MOST_TRIES):
        assert send_transfers(now=now) == 0
        payout.refresh_from_db()
        waits.append((payout.next_try_at - now).total_seconds() / 60)
        assert send_transfer(payout_id=payout.pk, now=payout.next_try_at - timedelta(seconds=1)) is False
        now = payout.next_try_at
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360, 360]
    assert send_transfers(now=now) == 0 and send_transfer(payout_id=payout.pk, now=now) is False
    assert fake.calls[MADE] == 2 * MOST_TRIES and fake.transfers == {} and balance(payout) == DUE


def test_officers_say_nothing_of_it_while_the_worker_may_be_at_it(fake):
    payout, officer = drawn(), treasurer()
    given = {"actor": officer, "payout_id": payout.pk}
    last = timezone.now() + timedelta(minutes=1)
    for tries, next_try_at in ((0, None), (1, last), (MOST_TRIES, last)):
        Payout.objects.update(tries=tries, next_try_at=next_try_at)
        with NothingPaid(), pytest.raises(WrongState):
            record_payout_sent(**given, reference="tr_by_hand")
        with NothingPaid(), pytest.raises(WrongState):
            record_payout_failed(**given, reason="x")
    record_payout_failed(**given, reason="Stripe không có", now=last)
    assert stands(payout) == ("FAILED", "") and balance(payout) == Balance(135_000, 0, 0)
    assert send_transfers(now=hours(48)) == 0 and fake.transfers == {}


def test_where_cards_were_switched_off_since_officers_settle_it(fake, settings):
    payout = drawn()
    settings.CARD_GATEWAY = ""
    assert send_transfers() == 0 and stands(payout) == ("DRAWN", "")
    record_payout_failed(actor=treasurer(), payout_id=payout.pk, reason="Không dùng Stripe nữa")
    again = draw_up_payouts(actor=treasurer()).payouts.get()
    assert (again.way, again.amount) == ("BANK", 135_000)


def test_one_that_was_taken_back_at_stripe_is_recorded_by_an_officer(fake):
    payout = drawn()
    send_transfers()
    record_payout_failed(actor=treasurer(), payout_id=payout.pk, reason="Reversed")
    assert stands(payout)[0] == "FAILED" and balance(payout) == Balance(135_000, 0, 0)


def test_one_that_is_down_is_not_asked_for_all(fake):
    for _shop in range(2):
        connected()
    draw_up_payouts(actor=treasurer())
    fake.break_next(*MADE, UNREACHED, times=4)
    assert send_transfers() == 0
    assert fake.calls[MADE] == 2, "one transfer, and the SDK's retry"
