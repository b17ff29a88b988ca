"""Two returns at once, in processes of their own: never more goes back than was paid."""

import multiprocessing
from collections import Counter

import pytest
from django.db import connection, connections

from marketplace.errors import Invalid
from orders.commands.returns.answers import (
    approve_return,
    refund_return,
)
from orders.commands.returns.requests import (
    Wish,
    request_return,
)
from orders.models import (
    Refund,
    Return,
    ReturnReason,
)
from orders.states import WrongState
from tests.orders.returned import Case


def ask_back(given):
    """In a process of its own."""
    connections.close_all()
    part, line, token = given
    wish = Wish(reason=ReturnReason.DAMAGED, lines={line: 2}, refund_to="VCB 1")
    try:
        request_return(actor=None, seller_order_id=part, token=token, wish=wish)
        return "asked"
    except Invalid:
        return "refused"
    finally:
        connections.close_all()


def pay_back(given):
    connections.close_all()
    actor, pk = given
    try:
        refund_return(actor=actor, return_id=pk)
        return "paid"
    except WrongState:
        return "refused"
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_two_returns_at_once_never_bring_more_than_was_paid():
    case = Case()
    asked = (case.part.pk, case.line.pk, case.token)
    connection.close()
    with multiprocessing.get_context("fork").Pool(4) as pool:
        assert Counter(pool.map(ask_back, [asked] * 6)) == {"asked": 1, "refused": 5}
        pk = Return.objects.get().pk
        case.sells(approve_return, pk)
        second = case.request(1)
        case.sells(approve_return, second)
        connection.close()
        wanted = [(case.member, pk), (case.member, second)] * 3
        assert Counter(pool.map(pay_back, wanted)) == {"paid": 2, "refused": 4}
    assert case.counted() == (3, 150_000, 150_000) and Refund.objects.count() == 2
