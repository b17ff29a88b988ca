"""Carts, orders, money, parcels and returns at random: after every step pieces and đồng add up, and all moves are the
tables'."""

from datetime import timedelta
from itertools import count

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule, run_state_machine_as_test

from marketplace.errors import DomainError
from orders.commands import fulfilment
from orders.commands.carts import Wanted, add_lines
from orders.commands.checkout import place_order
from orders.commands.payments.closing import expire_unpaid
from orders.commands.payments.refunds import record_refund
from orders.commands.payments.remittances import import_remittances
from orders.commands.payments.transfers import Booked, take_transfers
from orders.commands.pieces import cancel_lines
from orders.commands.refusals import OutOfStock, PaymentMethodUnavailable
from orders.commands.returns import answers, decisions, requests
from orders.models import (
    OrderLine,
    Payment,
    PaymentMethod,
    Refund,
    Return,
    ReturnReason,
    SellerOrder,
    SellerOrderStatus,
)
from orders.tokens import token_of
from tests.marketplace.people import make_user
from tests.orders.adding_up import AddingUp
from tests.orders.people import checkout_of, delivery, make_goods, make_member, neighbours, pickup, stock_of

LEFT = 12  # pieces of each at the beginning
PRICES = (33_333, 50_001, 70_000)
NUMBER, PIECES, SOME = st.integers(0, 40), st.integers(1, 3), st.integers(0, 3)
RETURN_STEPS = ("approve", "refuse", "receive", "refund", "dispute", "sent", "cancel", "ask")
OF_SHOPS = (
    *(fulfilment.confirm_order, fulfilment.ship_order, fulfilment.record_delivery),
    *(fulfilment.record_failed_delivery, fulfilment.cancel_as_seller),
)
OF_BUYERS = (fulfilment.cancel_as_buyer, fulfilment.confirm_receipt)
WITH_REASON = (fulfilment.record_failed_delivery, fulfilment.cancel_as_seller)


class World:
    """Two shops, three goods, and who looks after the money; made once, before the machine starts."""

    def __init__(self):
        here, there, self.commune = neighbours()
        shops = (here, here, there)
        self.goods = [
            make_goods(seller=shop, price=price, left=LEFT) for shop, price in zip(shops, PRICES, strict=True)
        ]
        self.members = {shop.pk: make_member(shop) for shop in (here, there)}
        self.treasurer = make_user(is_superuser=True, is_staff=True)
        pickup(), delivery()


class Market(AddingUp):
    """Each example is undone at its end. A refusal (DomainError) is an answer like another."""

    world: World
    left = LEFT

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.now, self.references = timezone.now(), count(1)

    def goods(self):
        return self.world.goods

    def teardown(self):
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def picked(self, model, number):
        rows = list(model.objects.order_by("pk"))
        return rows[number % len(rows)] if rows else None

    def tried(self, command, **given):
        try:
            with transaction.atomic():
                command(**given, now=self.now)
        except DomainError:
            return False
        return True

    @initialize(pieces=st.tuples(PIECES, PIECES, PIECES), is_cash=st.booleans())
    def first_order(self, pieces, is_cash):
        self.buy(pieces, is_cash, True)

    @rule(
        pieces=st.tuples(SOME, SOME, PIECES),
        is_cash=st.booleans(),
        is_brought=st.booleans(),
    )
    def buy(self, pieces, is_cash, is_brought):
        wanted = [(one, number) for one, number in zip(self.world.goods, pieces, strict=True) if number]
        parts = {}
        for one, number in wanted:
            parts[one.seller_id] = parts.get(one.seller_id, 0) + number
        fees = sum(20_000 + 5_000 * (number - 1) for number in parts.values()) if is_brought else 0
        total = sum(one.price * number for one, number in wanted) + fees
        kept = add_lines(actor=None, token=None, wanted=[Wanted(one.pk, number) for one, number in wanted])
        checkout = checkout_of(
            kept.cart,
            method=delivery() if is_brought else pickup(),
            total=total,
            place=self.world.commune,
            payment_method=PaymentMethod.COD if is_cash else PaymentMethod.BANK,
        )
        self.order(kept, checkout)

    def order(self, kept, checkout):
        left = {one.pk: stock_of(one) for one in self.world.goods}
        try:
            with transaction.atomic():
                place_order(actor=None, token=kept.token, checkout=checkout, now=self.now)
        except OutOfStock:
            wanted = kept.cart.lines.values_list("variant", "quantity")
            assert any(left[pk][0] - left[pk][1] < number for pk, number in wanted)
        except PaymentMethodUnavailable:
            assert SellerOrder.objects.filter(status=SellerOrderStatus.FAILED).count() >= 2

    @rule(which=NUMBER, amount=st.sampled_from(["due", "less", "more", "again"]), is_known=st.booleans())
    def transfer(self, which, amount, is_known):
        payment = self.picked(Payment, which)
        due, whole = payment.amount - payment.received, payment.amount
        sums = {"due": due, "less": 1_000, "more": whole + 7, "again": whole}
        purpose = payment.purpose if is_known else "?"
        if sums[amount] > 0:
            booked = Booked(f"FT{next(self.references)}", sums[amount], self.now, purpose)
            assert len(take_transfers([booked], now=self.now)) == 1
            assert take_transfers([booked], now=self.now) == []

    @rule(which=NUMBER, command=st.sampled_from(OF_SHOPS))
    def shop(self, which, command):
        part = self.picked(SellerOrder, which)
        given = {"reason": "vì thế"} if command in WITH_REASON else {}
        if command is fulfilment.ship_order:
            given = {"carrier": "GHN", "tracking_number": part.number}
        self.tried(command, actor=self.world.members[part.seller_id], seller_order_id=part.pk, **given)

    @rule(which=NUMBER, pieces=PIECES, is_sent=st.booleans())
    def some_pieces(self, which, pieces, is_sent):
        line = self.picked(OrderLine, which)
        member = self.world.members[line.seller_order.seller_id]
        given = {"actor": member, "seller_order_id": line.seller_order_id, "lines": {line.pk: pieces}}
        if is_sent:
            self.tried(fulfilment.ship_order, **given, carrier="GHN", tracking_number=line.seller_order.number)
        else:
            self.tried(cancel_lines, **given, reason="hết hàng")

    @rule(which=NUMBER, command=st.sampled_from(OF_BUYERS))
    def buyer(self, which, command):
        part = self.picked(SellerOrder, which)
        self.tried(command, actor=None, seller_order_id=part.pk, token=token_of(part.order.number))

    @rule(which=NUMBER)
    def whole_way(self, which):
        """Confirmed, sent and delivered: what random steps seldom reach."""
        for command in OF_SHOPS[:3]:
            self.shop(which, command)
            self.moves_are_the_tables()

    @rule(which=NUMBER, pieces=PIECES, reason=st.sampled_from(ReturnReason.values))
    def ask_back(self, which, pieces, reason):
        line = self.picked(OrderLine, which)
        wish = requests.Wish(reason=ReturnReason(reason), lines={line.pk: pieces}, refund_to="VCB 1")
        given = {"seller_order_id": line.seller_order_id, "token": token_of(line.seller_order.order.number)}
        self.tried(requests.request_return, actor=None, wish=wish, **given)

    @rule(
        which=NUMBER,
        command=st.sampled_from(RETURN_STEPS),
    )
    def give_back(self, which, command):
        row = self.picked(Return, which)
        if row is None:
            return
        member, token = self.world.members[row.seller_order.seller_id], token_of(row.seller_order.order.number)
        shop, buyer = {"actor": member, "return_id": row.pk}, {"actor": None, "return_id": row.pk, "token": token}
        line = row.lines.get()
        restocked = {line.order_line_id: which % (line.quantity + 1)}
        steps = {
            "approve": (answers.approve_return, shop),
            "refuse": (answers.refuse_return, {**shop, "note": "x"}),
            "receive": (answers.receive_return, {**shop, "restocked": restocked}),
            "refund": (answers.refund_return, shop),
            "dispute": (answers.dispute_as_seller, {**shop, "note": "x"}),
            "sent": (requests.record_return_sent, buyer),
            "cancel": (requests.cancel_return, buyer),
            "ask": (requests.dispute_as_buyer, {**buyer, "note": "x"}),
        }
        does, given = steps[command]
        self.tried(does, **given)

    @rule(which=NUMBER, decision=st.sampled_from(decisions.DECISIONS))
    def office(self, which, decision):
        row = self.picked(Return, which)
        if row is not None:
            officer = self.world.treasurer
            self.tried(decisions.decide_return, actor=officer, return_id=row.pk, decision=decision, note="x")

    @rule(which=NUMBER, share=st.sampled_from([1, 2, 3]))
    def remit(self, which, share):
        part = self.picked(SellerOrder, which)
        amount = part.total * share // 2
        text = f"reference,code,amount\nB{next(self.references)},{part.number},{amount}\n"
        for expected in (1, 0):
            assert len(import_remittances(actor=self.world.treasurer, text=text, now=self.now)) == expected

    @rule(which=NUMBER)
    def send_money(self, which):
        refund = self.picked(Refund, which)
        if refund is not None:
            self.tried(record_refund, actor=self.world.treasurer, refund_id=refund.pk, reference="R")

    @rule(hours=st.sampled_from([1, 30, 80, 200]))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)
        for job in (expire_unpaid, fulfilment.complete_delivered, decisions.pass_deadlines):
            job(now=self.now)


@pytest.mark.django_db
def test_whatever_happens_pieces_and_money_add_up():
    Market.world = World()
    run_state_machine_as_test(
        Market,
        settings=settings(
            max_examples=8,
            stateful_step_count=20,
            phases=[Phase.generate],  # shrinking takes minutes: take it in while looking for a cause
            deadline=None,
            derandomize=True,  # the same walks each time: a failure is the change's, not the day's
            suppress_health_check=list(HealthCheck),
        ),
    )
