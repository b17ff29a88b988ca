"""Money back to cards: once each, whatever breaks in between; what a bank refuses is an officer's."""

import multiprocessing
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from marketplace.models import AuditEntry
from orders.commands import fulfilment
from orders.commands.payments.card_refunds import confirm_refund, send_refund, send_refunds
from orders.commands.payments.refunds import record_refund
from orders.gateways import stripe_api
from orders.gateways.protocol import GatewayDown
from orders.models import Payment, Refund
from orders.states import WrongState
from tests.marketplace.people import make_user
from tests.orders.cards import bought, fake, intent_of
from tests.orders.people import make_goods, make_member, neighbours
from tests.orders.test_payments import come, unpaid
from tests.stripe_fake import BROKEN, BROKEN_AFTER, BUSY, LOST, SILENT, UNREACHED

__all__ = ["fake"]
pytestmark = pytest.mark.django_db
MADE = ("POST", "/v1/refunds")


def cancelled(fake, *goods, **fields):
    """Paid by card, and cancelled by the shop: its refund waits."""
    order = bought(fake, *goods or [make_goods()], **fields)
    part = order.parts.order_by("pk").first()
    fulfilment.cancel_as_seller(actor=make_member(part.seller), seller_order_id=part.pk, reason="Hết hàng")
    return order


def stands():
    return list(Refund.objects.order_by("pk").values_list("status", "reference"))


def hours(count):
    return timezone.now() + timedelta(hours=count)


@pytest.fixture
def treasurer():
    return make_user(is_superuser=True, is_staff=True)


def test_what_was_paid_by_card_goes_back_to_the_card(fake):
    order = cancelled(fake)
    assert send_refunds() == 1 and send_refunds() == 0
    [made] = fake.refunds.values()
    assert (made["amount"], made["payment_intent"]) == (50_000, intent_of(order))
    assert stands() == [("SENT", made["id"])]
    entry = AuditEntry.objects.get(action="send_refund")
    assert entry.actor is None and entry.after["status"] == "SENT"


def test_parts_go_back_one_by_one_and_never_more_than_came(fake):
    here, there, commune = neighbours()
    order = cancelled(fake, make_goods(seller=here), make_goods(seller=there, price=70_000), place=commune)
    send_refunds()
    second = order.parts.order_by("pk").last()
    fulfilment.cancel_as_seller(actor=make_member(second.seller), seller_order_id=second.pk, reason="Hết hàng")
    assert send_refunds() == 1
    assert sorted(one["amount"] for one in fake.refunds.values()) == [50_000, 70_000]
    assert fake.refunded(intent_of(order)) == 120_000
    Refund.objects.create(payment=order.payment, amount=1, reason="LATE")  # a mistake of ours would be refused
    assert send_refunds() == 0
    assert Refund.objects.latest("pk").status == "FAILED" and "already" in Refund.objects.latest("pk").failure


@pytest.mark.parametrize("fault", [UNREACHED, LOST, SILENT, BROKEN, BROKEN_AFTER, BUSY])
def test_whatever_becomes_of_the_call_it_goes_once(fake, fault):
    order = cancelled(fake)
    fake.break_next(*MADE, fault, times=2)
    rounds = 0
    while stands()[0][0] != "SENT":
        rounds += 1
        assert rounds < 5
        send_refunds(now=hours(rounds * 7))
    assert fake.refunded(intent_of(order)) == 50_000 and len(fake.refunds) == 1
    assert stands() == [("SENT", next(iter(fake.refunds)))]


@pytest.mark.parametrize("fault", [LOST, SILENT, BROKEN_AFTER])
def test_also_when_stripe_has_forgotten_the_key_by_then(fake, fault, settings):
    settings.STRIPE_RETRIES = 0
    stripe_api.client.cache_clear()
    order = cancelled(fake)
    fake.break_next(*MADE, fault)
    fake.break_next("GET", "/v1/refunds", UNREACHED)
    send_refunds()
    if fault is not BROKEN_AFTER:
        assert stands() == [("PENDING", "")] and len(fake.refunds) == 1
    fake.forget_keys()
    for days in (2, 4):
        send_refunds(now=hours(24 * days))
    assert stands() == [("SENT", next(iter(fake.refunds)))]
    assert fake.refunded(intent_of(order)) == 50_000 and len(fake.refunds) == 1


def test_the_next_try_is_later_and_later(fake):
    cancelled(fake)
    now, waits = timezone.now(), []
    for _try in range(5):
        fake.break_next(*MADE, UNREACHED, times=2)
        assert send_refunds(now=now) == 0
        refund = Refund.objects.get()
        waits.append((refund.next_try_at - now).total_seconds() / 60)
        assert send_refunds(now=refund.next_try_at - timedelta(seconds=1)) == 0
        now = refund.next_try_at
    assert waits == [2, 4, 8, 16, 32] and Refund.objects.get().tries == 5 and fake.refunds == {}


def test_one_that_is_down_is_not_asked_for_all(fake):
    cancelled(fake), cancelled(fake)
    calls = fake.calls["POST", "/v1/refunds"]
    fake.break_next(*MADE, UNREACHED, times=4)
    assert send_refunds() == 0
    assert fake.calls["POST", "/v1/refunds"] == calls + 2, "one refund, and the SDK's retry"


def test_what_a_bank_refuses_is_an_officers(fake, treasurer):
    cancelled(fake)
    refund = Refund.objects.get()
    with pytest.raises(WrongState):  # it goes by itself
        record_refund(actor=treasurer, refund_id=refund.pk, reference="R1")
    assert stands() == [("PENDING", "")]
    send_refunds()
    [reference] = fake.refunds
    fake.end_refund(reference, "failed", "lost_or_stolen_card")
    assert confirm_refund(reference=reference) is False
    assert stands() == [("FAILED", reference)] and Refund.objects.get().failure == "lost_or_stolen_card"
    assert Payment.objects.get().refunded == 50_000, "it is owed still"
    assert send_refunds(now=hours(48)) == 0 and len(fake.refunds) == 1
    record_refund(actor=treasurer, refund_id=refund.pk, reference="FT-BY-HAND")
    assert stands() == [("SENT", "FT-BY-HAND")]
    confirm_refund(reference=reference)  # the old news again
    assert stands() == [("SENT", "FT-BY-HAND")], "else an officer would send it again"
    with pytest.raises(WrongState):
        record_refund(actor=treasurer, refund_id=refund.pk, reference="R2")


def test_a_refund_that_arrives_stays_sent(fake):
    cancelled(fake)
    send_refunds()
    [reference] = fake.refunds
    fake.end_refund(reference, "succeeded")
    confirm_refund(reference=reference)
    assert stands() == [("SENT", reference)]


def test_refunds_that_others_made_are_none_of_ours(fake):
    order = bought(fake, make_goods())
    for key in ("refund-x", "refund-" + "9" * 18, "refund-²", "", "x"):
        made = fake.create_refund({"payment_intent": intent_of(order), "amount": 1, "metadata": {"key": key}})
        assert confirm_refund(reference=made["id"]) is False
    assert not Refund.objects.exists()


def test_what_came_by_bank_is_sent_by_an_officer(fake):
    order = unpaid(make_goods())
    come(order, 60_000)
    assert send_refunds() == 0 and send_refund(refund_id=Refund.objects.get().pk) is False
    assert fake.refunds == {} and stands() == [("PENDING", "")]


def send(pk):
    connections.close_all()
    stripe_api.client.cache_clear()
    try:
        return send_refund(refund_id=pk, now=hours(7 * rounds()))
    except GatewayDown:
        return None
    finally:
        connections.close_all()


def rounds():
    """Each process thinks that the others' time is over: the worst that a clock could do."""
    return multiprocessing.current_process()._identity[-1]


@pytest.mark.django_db(transaction=True)
def test_several_workers_send_it_once(fake):
    order = cancelled(fake)
    pk = Refund.objects.get().pk
    connection.close()
    with multiprocessing.get_context("fork").Pool(4) as pool:
        outcomes = [result.get(60) for result in [pool.apply_async(send, (pk,)) for _ in range(12)]]
    assert outcomes.count(True) == 1
    assert fake.refunded(intent_of(order)) == 50_000 and len(fake.refunds) == 1
    assert stands() == [("SENT", next(iter(fake.refunds)))]
