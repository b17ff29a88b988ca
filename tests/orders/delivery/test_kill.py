"""Booking in processes of their own, on a real database: killed at the worst moment, and several at once."""

import multiprocessing
import os
import signal
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from orders.carriers import calling
from orders.commands.delivery import booking
from orders.commands.delivery.booking import LEASE, call_off_parcel, carry_out, carry_out_due
from orders.commands.delivery.tracking import ASKED_EVERY, ask_about_parcels
from tests.orders.delivery.test_quotes import Case
from tests.orders.delivery.ways import ByGhn

pytestmark = pytest.mark.django_db(transaction=True)
FORK = multiprocessing.get_context("fork")


def killed(shipment_id):
    """Booked with the carrier, and gone before that is written."""
    connections.close_all()
    booking._booked = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
    carry_out(shipment_id=shipment_id)


def taken(shipment_id):
    connections.close_all()
    try:
        return carry_out(shipment_id=shipment_id)
    finally:
        connections.close_all()


def test_kill_9_between_the_call_and_the_commit_leaves_one_parcel(ghn_server):
    case = ByGhn()
    parcel = case.wish()
    connection.close()
    worker = FORK.Process(target=killed, args=(parcel.pk,))
    worker.start()
    worker.join(60)
    assert worker.exitcode == -signal.SIGKILL
    assert (case.parcel.status, list(ghn_server.parcels)) == ("WAITING", [case.part.number])
    assert carry_out_due() == 0, "it is still the dead one's"
    carry_out_due(now=timezone.now() + LEASE + timedelta(seconds=1))
    assert (case.parcel.status, case.parcel.tracking_number) == ("BOOKED", "GHN1")
    assert ghn_server.paths() == ["create", "detail-by-client-code"]


def test_of_many_workers_one_books(ghn_server):
    case = ByGhn()
    parcel = case.wish()
    connection.close()
    with FORK.Pool(4) as pool:
        outcomes = [pool.apply_async(taken, (parcel.pk,)) for _ in range(8)]
        assert sorted(outcome.get(60) for outcome in outcomes) == [False] * 7 + [True]
    assert ghn_server.paths() == ["create"] and case.parcel.status == "BOOKED"


def test_no_carrier_is_called_within_a_transaction(ghn_server, monkeypatch):
    within = []
    posted = calling._posted

    def watched(*arguments):
        within.append(connection.in_atomic_block)
        return posted(*arguments)

    monkeypatch.setattr(calling, "_posted", watched)
    cart = Case()
    cart.shown()
    cart.order(31_000)
    case = ByGhn(is_confirmed=True)
    case.booked()
    ask_about_parcels(now=timezone.now() + ASKED_EVERY + timedelta(seconds=1))
    call_off_parcel(actor=case.owner, seller_order_id=case.pk)
    carry_out_due()
    assert ghn_server.paths() == ["fee", "create", "detail", "cancel"]
    assert within == [False] * 4
