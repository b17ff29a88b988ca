"""Goods that go back: who may say what, in which time, and what it does to money and stock."""

import multiprocessing
from collections import Counter
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone
from PIL import Image

from config.personal_data import PERSONAL_DATA
from marketplace.errors import Invalid, NotFound, PermissionDenied, Required, Unauthenticated
from marketplace.models import OutboxEvent
from orders.commands.fulfilment import complete_delivered, confirm_order, confirm_receipt, record_delivery
from orders.commands.payments.transfers import Booked, take_transfers
from orders.commands.personal_data import awaits_money, forget_returns, photos_of
from orders.commands.returns.answers import (
    approve_return,
    dispute_as_seller,
    receive_return,
    refund_return,
    refuse_return,
)
from orders.commands.returns.decisions import decide_return, pass_deadlines
from orders.commands.returns.photos import MOST_PHOTOS, add_return_photo, read_return_photo
from orders.commands.returns.requests import (
    Wish,
    cancel_return,
    dispute_as_buyer,
    record_return_sent,
    request_return,
)
from orders.models import (
    OrderLine,
    Payment,
    PaymentMethod,
    Refund,
    Return,
    ReturnPhoto,
    ReturnReason,
    ReturnStatus,
    SellerOrder,
)
from orders.return_states import OVERDUE, RETURN_MOVES, check_return
from orders.states import Side, WrongState
from orders.tokens import token_of
from tests.catalog.factories import make_officer, make_place, make_seller
from tests.marketplace.people import make_user
from tests.orders.people import Unchanged, make_goods, make_member, placed, stock_of
from tests.sellers.conftest import private_folder

__all__ = ["private_folder"]
NOW = timezone.now()


class Case:
    """Three of 50,000 đ that a guest, or somebody with an account, came for at the shop."""

    def __init__(self, *, method=PaymentMethod.BANK, buyer=None):
        self.goods, self.buyer = make_goods(left=10), buyer
        self.member = make_member(self.goods.seller)
        self.order = placed(self.goods, actor=buyer, quantity=3, payment_method=method)
        if method == PaymentMethod.BANK:
            take_transfers([Booked(self.order.number, 150_000, NOW, self.order.payment.purpose)])
        self.part, self.token = self.order.parts.get(), token_of(self.order.number)
        for command in (confirm_order, record_delivery):
            command(actor=self.member, seller_order_id=self.part.pk, now=NOW)
        self.line = OrderLine.objects.get(seller_order=self.part)

    def request(self, pieces=2, *, now=NOW, reason=ReturnReason.DAMAGED, refund_to="VCB 1 MUA", line=None, **given):
        wish = Wish(reason=reason, lines={line or self.line.pk: pieces}, note="Vỡ nắp", refund_to=refund_to)
        whose = {"actor": self.buyer, "seller_order_id": self.part.pk, "token": self.token}
        return request_return(**{**whose, **given}, wish=wish, now=now).pk

    def buys(self, command, pk, *, now=NOW, **given):
        return command(actor=self.buyer, return_id=pk, token=self.token, now=now, **given)

    def sells(self, command, pk, *, now=NOW, **given):
        return command(actor=self.member, return_id=pk, now=now, **given)

    def sent(self, pieces=2):
        pk = self.request(pieces)
        self.sells(approve_return, pk)
        self.buys(record_return_sent, pk, carrier="GHN", tracking_number="R1")
        return pk

    def counted(self):
        line = OrderLine.objects.get(pk=self.line.pk)
        payment = Payment.objects.get(order=self.order)
        return line.returned, line.refunded, payment.refunded


def status_of(pk):
    return Return.objects.get(pk=pk).status


def picture():
    content = BytesIO()
    Image.new("RGB", (40, 30), "red").save(content, "JPEG")
    return content.getvalue()


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


@pytest.mark.usefixtures("private_folder")
def test_photos_are_for_those_whose_they_are(case):
    pk, content = case.request(), picture()
    with pytest.raises(NotFound):
        add_return_photo(actor=make_user(), return_id=pk, token=None, content=content)
    photo = case.buys(add_return_photo, pk, content=content)
    assert (photo.width, photo.height, photo.media_type) == (40, 30, "image/jpeg")
    for actor, token in ((None, case.token), (case.member, None), (make_officer(), None)):
        found, file = read_return_photo(actor=actor, photo_id=photo.pk, token=token)
        assert found == photo and file.read(2) == b"\xff\xd8"
    for actor, token in (
        (None, None),
        (make_user(), "0" * 32),
        (make_officer(make_place()), None),
        (make_member(make_seller()), None),
    ):
        with pytest.raises(NotFound):
            read_return_photo(actor=actor, photo_id=photo.pk, token=token)
    for _n in range(MOST_PHOTOS - 1):
        case.buys(add_return_photo, pk, content=content)
    with pytest.raises(Invalid):
        case.buys(add_return_photo, pk, content=content)
    case.sells(approve_return, pk)
    with pytest.raises(WrongState):
        case.buys(add_return_photo, pk, content=content)
    assert ReturnPhoto.objects.count() == MOST_PHOTOS


@pytest.mark.django_db(transaction=True)
def test_who_leaves_waits_for_their_money_and_takes_their_photos_along(private_folder):
    buyer = make_user()
    case = Case(buyer=buyer)
    assert awaits_money(buyer) is None and awaits_money in PERSONAL_DATA.obstacles
    pk = case.sent()
    row = Return.objects.filter(pk=pk)
    row.update(status="REQUESTED")
    case.buys(add_return_photo, pk, content=picture())
    row.update(status="SENT")
    assert awaits_money(buyer) is not None
    case.sells(receive_return, pk)
    case.sells(refund_return, pk)
    assert awaits_money(buyer) is not None, "the refund was not sent yet"
    Refund.objects.update(status="SENT")
    assert awaits_money(buyer) is None
    [(name, file)] = photos_of(buyer)
    assert name.startswith(f"returns/{Return.objects.get().number}-") and file.read(2) == b"\xff\xd8"
    with transaction.atomic():
        forget_returns(buyer)
    assert not ReturnPhoto.objects.exists() and not [path for path in private_folder.rglob("*") if path.is_file()]
    assert Return.objects.get().refund_to == Refund.objects.get().send_to == ""


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
