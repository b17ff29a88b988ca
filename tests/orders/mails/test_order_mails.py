"""Mails about orders: to whom, once each, and with all that the law wants shown."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from marketplace.commands.relay import deliver_due_events
from marketplace.events import OrderPlaced
from marketplace.models import MailState, OutboxEvent
from orders.commands import order_mails
from orders.commands.fulfilment import (
    cancel_as_buyer,
    cancel_as_seller,
    confirm_order,
    record_failed_delivery,
    ship_order,
)
from orders.commands.order_mails import note_placed, send_order_mails
from orders.commands.payments.closing import expire_unpaid
from orders.commands.payments.transfers import Booked, take_transfers
from orders.models import OrderMail, PaymentMethod
from orders.tokens import token_of
from sellers.models import Seller
from tests.marketplace.people import make_user
from tests.orders.people import delivery, make_goods, make_member, neighbours, placed

pytestmark = pytest.mark.django_db
EMAIL = "mua@example.com"


def sent():
    """What goes out now, by its recipient."""
    before = len(mail.outbox)
    deliver_due_events()
    send_order_mails()
    return mail.outbox[before:]


def kinds():
    return list(OrderMail.objects.order_by("pk").values_list("kind", flat=True))


def from_two_shops(**fields):
    here, there, commune = neighbours()
    Seller.objects.filter(pk=here.pk).update(
        legal_name="Hợp tác xã Hải Hậu", tax_code="0600123456", address="Xóm 3, Hải Hậu", phone="+84912000111"
    )
    here.refresh_from_db()
    goods = make_goods(seller=here, name="Gạo tám <b>", grams=500), make_goods(seller=there, price=90_000, name="Mắm")
    given = {"email": EMAIL, "place": commune, "method": delivery(), "total": 230_000 + 2 * 20_000, **fields}
    return placed(goods[0], goods[1], quantity=1, **{**given, "total": 140_000 + 2 * 20_000, **fields})


def test_an_order_is_acknowledged_with_all_that_the_law_wants_shown(settings):
    settings.SUPPORT_CONTACT = "khieunai@example.com"
    order = from_two_shops()
    [message] = sent()
    assert message.to == [EMAIL] and order.number in message.subject
    link = "https://shop.example/don-hang/"
    for text in (message.body, message.alternatives[0][0]):
        for wanted in (
            *("Hợp tác xã Hải Hậu", "0600123456", "Xóm 3, Hải Hậu", "+84912000111"),  # who sells
            *("Mắm", "50.000 ₫", "90.000 ₫", "20.000 ₫", "180.000 ₫"),  # what, and what it costs with delivery
            *("Trần Thị Mua", "12 Trần Phú", "tiền mặt", "khieunai@example.com", link, token_of(order.number)),
        ):
            assert wanted in text, wanted
    assert "Gạo tám <b>" in message.body and "Gạo tám &lt;b&gt;" in message.alternatives[0][0]
    assert 'lang="vi"' in message.alternatives[0][0]


def test_in_the_language_of_the_order():
    from_two_shops(language="en")
    [message] = sent()
    assert "We have received your order" in message.subject
    assert "180,000 ₫" in message.body and "Tax code: 0600123456" in message.body


def test_the_end_of_a_persons_number_alone_is_shown():
    goods = make_goods()
    Seller.objects.filter(pk=goods.seller_id).update(tax_code="036088001234")
    goods.refresh_from_db()
    placed(goods, email=EMAIL)
    [message] = sent()
    assert "1234" in message.body and "036088001234" not in message.body


def test_an_event_that_comes_again_writes_no_second_mail():
    order = from_two_shops()
    sent()
    event = OrderPlaced(order_id=order.pk, product_ids=())
    note_placed(event)
    OutboxEvent.objects.update(delivered_at=None)
    assert sent() == [] and kinds() == ["RECEIVED"]


def test_who_pays_before_is_told_how_and_then_that_it_came():
    order = placed(make_goods(left=9), email=EMAIL, payment_method=PaymentMethod.BANK)
    [message] = sent()
    for wanted in (order.payment.purpose, "1012345678", "CHO OCOP", "50.000 ₫", "Vietcombank"):
        assert wanted in message.body and wanted in message.alternatives[0][0]
    take_transfers([Booked("FT9", 50_000, timezone.now(), order.payment.purpose)])
    [message] = sent()
    assert "đã" in message.subject and order.payment.purpose not in message.body
    assert kinds() == ["RECEIVED", "PAID"]


def test_how_to_pay_is_not_mailed_once_it_is_paid_or_too_late():
    first, second = (placed(make_goods(left=9), email=EMAIL, payment_method=PaymentMethod.BANK) for _ in range(2))
    deliver_due_events()
    take_transfers([Booked("FT9", 50_000, timezone.now(), first.payment.purpose)])
    expire_unpaid(now=timezone.now() + timedelta(hours=1))
    subjects = [message.subject for message in sent()]
    assert len(subjects) == 2
    states = dict(OrderMail.objects.filter(kind="RECEIVED").values_list("order", "mail_state"))
    assert states == {first.pk: MailState.NONE, second.pk: MailState.NONE}
    assert sorted(kinds()) == ["LAPSED", "PAID", "RECEIVED", "RECEIVED"]


@pytest.mark.parametrize("has_account", [False, True])
def test_guests_are_told_of_their_parcel_and_accounts_have_their_notices(has_account):
    goods = make_goods()
    actor = make_user() if has_account else None
    part = placed(goods, actor=actor, email=EMAIL, method=delivery(), total=85_000).parts.get()
    owner = make_member(goods.seller)
    sent()
    confirm_order(actor=owner, seller_order_id=part.pk)
    ship_order(actor=owner, seller_order_id=part.pk, carrier="Viettel Post", tracking_number="VT1")
    shipped = sent()
    record_failed_delivery(actor=owner, seller_order_id=part.pk, reason="Không nghe máy")
    failed = sent()
    if has_account:
        assert (shipped, failed, kinds()) == ([], [], ["RECEIVED"])
        return
    assert "Viettel Post VT1" in shipped[0].body and part.number in shipped[0].subject
    assert "hoàn lại" not in failed[0].body  # nothing was paid
    assert "Không nghe máy" in failed[0].body and kinds() == ["RECEIVED", "SHIPPED", "FAILED"]


def test_guests_are_told_what_the_shop_cancels_and_not_what_they_cancel_themselves():
    goods = make_goods()
    owner = make_member(goods.seller)
    first, second = (placed(goods, email=EMAIL) for _ in range(2))
    sent()
    cancel_as_seller(actor=owner, seller_order_id=first.parts.get().pk, reason="Hết hàng")
    cancel_as_buyer(actor=None, seller_order_id=second.parts.get().pk, token=token_of(second.number))
    [message] = sent()
    assert "Hết hàng" in message.body and first.number in message.subject


def test_without_an_address_nobody_is_mailed_and_a_confirmed_one_of_the_account_will_do():
    goods = make_goods(left=9)
    placed(goods)
    placed(goods, actor=make_user(email="x@example.com", email_verified_at=None))
    assert sent() == []
    placed(goods, actor=make_user(email="y@example.com", email_verified_at=timezone.now()))
    assert [message.to for message in sent()] == [["y@example.com"]]


def test_a_mail_is_sent_once_by_whichever_worker(monkeypatch):
    from_two_shops()
    assert len(sent()) == 1
    assert send_order_mails() == 0
    OrderMail.objects.update(mail_state=MailState.SENDING, mail_due_at=timezone.now() - timedelta(hours=2))
    assert order_mails.give_up_lost_order_mails() == 1 and send_order_mails() == 0
