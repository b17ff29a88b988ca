"""What holds of pieces, money and states after every step, whatever the step was."""

from django.db.models import Sum
from hypothesis.stateful import RuleBasedStateMachine, invariant

from orders.models import Order, OrderLine, Payment, PaymentMethod, Return, ReturnLine, SellerOrder
from orders.return_states import RETURN_MOVES
from orders.states import MOVES, PAYMENT_MOVES
from tests.orders.people import stock_of

TABLES = ((SellerOrder, MOVES), (Return, RETURN_MOVES), (Payment, PAYMENT_MOVES))


class AddingUp(RuleBasedStateMachine):
    """`left`: pieces of each of `goods` at the beginning."""

    left: int

    def __init__(self):
        super().__init__()
        self.before = {model: {} for model, _moves in TABLES}

    def goods(self):
        raise NotImplementedError

    @invariant()
    def moves_are_the_tables(self):
        for model, moves in TABLES:
            now = dict(model.objects.values_list("pk", "status"))
            for pk, status in now.items():
                known = self.before[model].get(pk, status)
                assert status == known or status in moves[known], (model.__name__, known, status)
            self.before[model] = now

    @invariant()
    def pieces_add_up(self):
        for line in OrderLine.objects.select_related("seller_order"):
            assert line.allocated + line.shipped + line.cancelled == line.quantity
            assert line.returned <= line.shipped and 0 <= line.refunded <= line.price_of(line.returned)
            if line.seller_order.status in ("CANCELLED", "FAILED", "DELIVERED", "COMPLETED"):
                assert line.allocated == 0
        for one in self.goods():
            on_hand, allocated = stock_of(one)
            lines = OrderLine.objects.filter(variant=one)
            assert allocated == (total(lines, "allocated")) <= on_hand
            gone = total(lines.exclude(seller_order__status="FAILED"), "shipped")
            back = total(ReturnLine.objects.filter(order_line__variant=one), "restocked")
            assert on_hand == self.left - gone + back

    @invariant()
    def sums_add_up(self):
        for part in SellerOrder.objects.all():
            lines = sum(line.total for line in part.lines.all())
            assert part.goods_total == lines and part.total == lines + part.delivery_fee + part.cod_fee
            assert part.due >= 0 and (part.status != "CANCELLED" or part.due == 0)
            counted = part.remittances.filter(outcome__in=["MATCHED", "UNDER", "OVER"])
            assert part.remitted == min(part.due if part.remitted else 0, total(counted, "amount"))
        for order in Order.objects.all():
            assert order.total == total(order.parts, "total")

    @invariant()
    def money_adds_up(self):
        for payment in Payment.objects.select_related("order"):
            assert payment.refunded == total(payment.refunds, "amount") <= payment.received
            parts = payment.order.parts
            given_back = total(OrderLine.objects.filter(seller_order__order=payment.order), "refunded")
            kept = payment.received - payment.refunded
            if payment.method == PaymentMethod.COD:
                collected = sum(part.due for part in parts.exclude(collected_at=None))
                assert payment.received == collected and kept == collected - given_back
                assert payment.waived == total(parts, "waived")
                assert (payment.status == "PENDING") == (payment.received + payment.waived < payment.amount)
                continue
            assert payment.received == total(payment.transfers, "amount") and payment.waived == 0
            if payment.status == "PAID":
                assert kept == sum(part.due for part in parts.all()) - given_back
            elif payment.status == "CLOSED":
                assert kept == 0
            else:
                assert payment.refunded == 0 and payment.received < payment.amount


def total(rows, name):
    return rows.aggregate(found=Sum(name))["found"] or 0
