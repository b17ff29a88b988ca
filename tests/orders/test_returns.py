"""Goods that go back: who may say what, in which time, and what it does to money and stock."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from marketplace.errors import Invalid, NotFound, PermissionDenied, Required, Unauthenticated
from marketplace.models import OutboxEvent
from orders.commands.fulfilment import complete_delivered, confirm_receipt
from orders.commands.returns.answers import (
    approve_return,
    dispute_as_seller,
    receive_return,
    refund_return,
    refuse_return,
)
from orders.commands.returns.decisions import decide_return, pass_deadlines
from orders.commands.returns.requests import (
    cancel_return,
    dispute_as_buyer,
    record_return_sent,
)
from orders.models import (
    OrderLine,
    PaymentMethod,
    Refund,
    Return,
    ReturnStatus,
    SellerOrder,
)
from orders.return_states import OVERDUE, RETURN_MOVES, check_return
from orders.states import Side, WrongState
from tests.catalog.factories import make_officer, make_place, make_seller
from tests.marketplace.people import make_user
from tests.orders.people import Unchanged, make_member, stock_of
from tests.orders.returned import NOW, Case, status_of


@pytest.fixture
def case(db):
    return Case()


@pytest.mark.parametrize("method", [PaymentMethod.BANK, PaymentMethod.COD])
@pytest.mark.parametrize("is_guest", [True, False])
@pytest.mark.django_db
def test_the_whole_way(method, is_guest):
    case = Case(method=method, buyer=None if is_guest else make_user())
    case.token = case.token if is_guest else None
    pk = case.sent()
    case.sells(receive_return, pk, restocked={case.line.pk: 1})
    assert stock_of(case.goods) == (8, 0) and case.counted() == (2, 0, 0)
    case.sells(refund_return, pk)
    assert status_of(pk) == "REFUNDED" and case.counted() == (2, 100_000, 100_000)
    [refund] = Refund.objects.all()
    assert (refund.reason, refund.amount, refund.seller_order_id) == ("RETURNED", 100_000, case.part.pk)
    assert refund.send_to == "VCB 1 MUA"
    told = OutboxEvent.objects.filter(aggregate="return").order_by("pk").values_list("name", flat=True)
    assert list(told) == [f"Return{name}" for name in ("Requested", "Approved", "Sent", "Received", "Refunded")]
    with Unchanged(), pytest.raises(WrongState):
        case.sells(refund_return, pk)


def test_a_shop_may_pay_back_without_wanting_the_goods(case):
    pk = case.request()
    case.sells(approve_return, pk)
    case.sells(refund_return, pk)
    assert status_of(pk) == "REFUNDED" and stock_of(case.goods) == (7, 0) and case.counted()[2] == 100_000


def test_a_piece_is_asked_back_once(case):
    case.request(2)
    for pieces in (2, 0, -1):
        with Unchanged(), pytest.raises(Invalid):
            case.request(pieces)
    refused = case.request(1)
    case.sells(refuse_return, refused, note="Đã dùng")
    with Unchanged(), pytest.raises(Invalid):
        case.request(1)
    assert case.counted()[0] == 3


def test_a_return_that_was_taken_back_leaves_its_pieces(case):
    pk = case.request(3)
    case.buys(cancel_return, pk)
    assert case.counted()[0] == 0 and case.request(3)
    with Unchanged(), pytest.raises(WrongState):
        case.buys(cancel_return, pk)


def test_what_cannot_be_asked_for(case):
    other = Case()
    with Unchanged(), pytest.raises(NotFound):
        case.request(line=other.line.pk)
    with Unchanged(), pytest.raises(WrongState):
        case.request(now=NOW + timedelta(days=8))
    SellerOrder.objects.filter(pk=case.part.pk).update(status="SHIPPED")
    with Unchanged(), pytest.raises(WrongState):
        case.request()
    assert not Return.objects.exists() and case.counted()[0] == 0


@pytest.mark.django_db
def test_who_paid_in_cash_names_an_account():
    case = Case(method=PaymentMethod.COD)
    with Unchanged(), pytest.raises(Required):
        case.request(refund_to=" ")
    assert not Return.objects.exists()


def test_only_those_whose_it_is_act(case):
    pk = case.request()
    before = list(Return.objects.values())
    stranger, boss = make_user(), make_member(make_seller())
    for actor, token in ((None, None), (None, "0" * 32), (stranger, None), (case.member, None)):
        for command in (cancel_return, record_return_sent):
            with Unchanged(), pytest.raises(NotFound):
                command(actor=actor, return_id=pk, token=token)
        with Unchanged(), pytest.raises(NotFound):
            case.request(1, actor=actor, token=token)
    for actor, error in ((None, Unauthenticated), (stranger, NotFound), (boss, NotFound)):
        for command, given in (
            *((approve_return, {}), (receive_return, {}), (refund_return, {})),
            *((refuse_return, {"note": "x"}), (dispute_as_seller, {"note": "x"})),
        ):
            with Unchanged(), pytest.raises(error):
                command(actor=actor, return_id=pk, **given)
    given = {"return_id": pk, "decision": ReturnStatus.APPROVED, "note": "x"}
    for actor, error in (
        (None, Unauthenticated),
        (case.member, PermissionDenied),
        (make_officer(make_place()), NotFound),
    ):
        with Unchanged(), pytest.raises(error):
            decide_return(actor=actor, **given)
    with Unchanged(), pytest.raises(NotFound):
        approve_return(actor=case.member, return_id=10**9)
    assert list(Return.objects.values()) == before


def test_a_refusal_goes_before_the_office(case):
    officer, pk = make_officer(), case.request()
    case.sells(refuse_return, pk, note="Đã dùng")
    with Unchanged(), pytest.raises(WrongState):
        case.buys(dispute_as_buyer, pk, note="Chưa dùng", now=NOW + timedelta(days=3))
    case.buys(dispute_as_buyer, pk, note="Chưa dùng")
    with Unchanged(), pytest.raises(Invalid):
        decide_return(actor=officer, return_id=pk, decision=ReturnStatus.REFUNDED, note="x")
    decide_return(actor=officer, return_id=pk, decision=ReturnStatus.APPROVED, note="Ảnh cho thấy hàng vỡ")
    assert status_of(pk) == "APPROVED" and case.counted()[1] == 0
    case.buys(record_return_sent, pk)
    case.sells(dispute_as_seller, pk, note="Thiếu hàng")
    decide_return(actor=officer, return_id=pk, decision=ReturnStatus.APPROVED, note="Shop nhận đủ")
    assert status_of(pk) == "REFUNDED" and case.counted() == (2, 100_000, 100_000)


def test_what_the_office_refuses_is_over(case):
    officer, pk = make_officer(), case.sent()
    case.sells(dispute_as_seller, pk, note="Trả sai hàng")
    decide_return(actor=officer, return_id=pk, decision=ReturnStatus.REFUSED, note="Đúng vậy")
    row = Return.objects.get(pk=pk)
    assert row.status == "REFUSED" and row.is_over(NOW) and case.counted()[1:] == (0, 0)
    with Unchanged(), pytest.raises(WrongState):
        case.buys(dispute_as_buyer, pk, note="Không đúng")


@pytest.mark.parametrize(
    ("steps", "days", "expected"), [(0, 3, "DISPUTED"), (1, 7, "CANCELLED"), (2, 14, "DISPUTED"), (3, 3, "DISPUTED")]
)
def test_silence_ends_in_time(case, steps, days, expected):
    pk = case.request()
    for command in [approve_return, record_return_sent, receive_return][:steps]:
        (case.buys if command is record_return_sent else case.sells)(command, pk)
    assert pass_deadlines(now=NOW + timedelta(days=days, seconds=-1)) == 0
    assert pass_deadlines(now=NOW + timedelta(days=days)) == 1 and status_of(pk) == expected
    assert pass_deadlines(now=NOW + timedelta(days=90)) == 0
    assert case.counted()[0] == (0 if expected == "CANCELLED" else 2)


def test_nothing_is_complete_while_goods_may_go_back(case):
    pk = case.request()
    for late in (4, 40):
        assert complete_delivered(now=NOW + timedelta(days=late)) == 0
    with Unchanged(), pytest.raises(WrongState):
        confirm_receipt(actor=None, seller_order_id=case.part.pk, token=case.token)
    case.sells(refuse_return, pk, note="Đã dùng", now=NOW + timedelta(days=2))
    assert complete_delivered(now=NOW + timedelta(days=4)) == 0, "the buyer may still ask the office"
    assert complete_delivered(now=NOW + timedelta(days=5)) == 1


def test_what_is_complete_can_still_go_back(case):
    complete_delivered(now=NOW + timedelta(days=4))
    assert case.request(now=NOW + timedelta(days=6))


def test_only_what_came_back_is_sold_again(case):
    pk, other = case.sent(), Case()
    for restocked, error in (
        ({case.line.pk: 3}, Invalid),
        ({case.line.pk: -1}, Invalid),
        ({other.line.pk: 1}, NotFound),
    ):
        with Unchanged(), pytest.raises(error):
            case.sells(receive_return, pk, restocked=restocked)
    assert status_of(pk) == "SENT" and stock_of(case.goods) == (7, 0)


def test_the_database_holds_what_goes_back(case):
    pk = case.sent()
    for changes in ({"refunded": 100_001}, {"returned": 4}, {"refunded": -1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OrderLine.objects.filter(pk=case.line.pk).update(**changes)
    with pytest.raises(IntegrityError), transaction.atomic():
        Return.objects.get(pk=pk).lines.update(restocked=3)


def test_the_table_knows_every_state():
    assert set(RETURN_MOVES) == set(ReturnStatus.values)
    assert {to for moves in RETURN_MOVES.values() for to in moves} <= set(ReturnStatus.values)
    assert all(Side.CLOCK in RETURN_MOVES[status][to] for status, to in OVERDUE.items())
    with pytest.raises(WrongState):
        check_return(ReturnStatus.REQUESTED, ReturnStatus.REFUNDED, Side.SELLER)
