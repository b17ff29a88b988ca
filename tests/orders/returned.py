"""Goods that a buyer has, and may give back."""

from io import BytesIO

from django.utils import timezone
from PIL import Image

from orders.commands.fulfilment import confirm_order, record_delivery
from orders.commands.payments.transfers import Booked, take_transfers
from orders.commands.returns.answers import (
    approve_return,
)
from orders.commands.returns.requests import (
    Wish,
    record_return_sent,
    request_return,
)
from orders.models import (
    OrderLine,
    Payment,
    PaymentMethod,
    Return,
    ReturnReason,
)
from orders.tokens import token_of
from tests.orders.people import make_goods, make_member, placed

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
