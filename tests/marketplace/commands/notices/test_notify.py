"""Events become rows: one for each recipient and event, in statements that do not grow with the recipients."""

import pytest
from django.db import IntegrityError, transaction

from marketplace.commands import outbox
from marketplace.commands.notices.notify import notify
from marketplace.commands.outbox import publish
from marketplace.commands.relay import deliver_due_events
from marketplace.events import PasswordChanged, PayoutAccountChanged, SellerTrustChanged
from marketplace.models import MailOptOut, MailState, Notification, OutboxEvent
from sellers.models import Member, Role
from tests.catalog.factories import make_member, make_seller
from tests.marketplace.commands.notices.worlds import make_reachable
from tests.marketplace.people import make_user
from tests.shop import statements

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_broker(monkeypatch):
    monkeypatch.setattr(outbox, "_kick_relay", lambda: None)


def test_the_relay_tells_the_user_once(settings):
    user = make_reachable()
    with transaction.atomic():
        publish(PasswordChanged(user_id=user.pk))
    event = OutboxEvent.objects.get()
    assert deliver_due_events() == 1
    row = Notification.objects.get()
    assert (row.recipient, row.event, row.kind) == (user, event.pk, "password_changed")
    assert (row.about_type, row.about_id, row.params) == ("User", user.pk, {"user_id": user.pk})
    assert (row.mail_state, row.read_at) == (MailState.WAITING, None)

    OutboxEvent.objects.update(delivered_at=None)  # as after a relay that was killed
    assert deliver_due_events() == 1
    assert Notification.objects.get() == row


def test_the_database_knows_no_second_one_of_an_event():
    user = make_reachable()
    notify(PasswordChanged(user_id=user.pk), 7)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notification.objects.create(recipient=user, event=7, kind="x", about_type="User", about_id=1)
    notify(PasswordChanged(user_id=user.pk), 8)
    assert Notification.objects.count() == 2, "another event is told anew"


def test_those_with_the_right_are_told_and_those_without_are_not():
    seller = make_seller()
    owner, manager = make_member(seller), make_member(seller, Role.MANAGER)
    make_member(make_seller())
    notify(PayoutAccountChanged(seller_id=seller.pk, changed_by_id=owner.pk, bank_bin="1", number="•••7890"), 1)
    row = Notification.objects.get()
    assert (row.recipient, row.params["shop"], row.params["number"]) == (owner, seller.name, "•••7890")
    assert manager.notifications.count() == 0


def test_mail_goes_to_confirmed_addresses_of_those_who_want_it():
    seller = make_seller()
    people = {
        "reachable": make_reachable(),
        "unconfirmed": make_user(),
        "by phone alone": make_user(email=None, phone="+84912345678"),
        "opted out": make_reachable(),
    }
    MailOptOut.objects.create(user=people["opted out"], kind="shop_trust_changed")
    MailOptOut.objects.create(user=people["reachable"], kind="another_kind")
    for user in people.values():
        Member.objects.create(seller=seller, user=user, role=Role.OWNER)
    notify(SellerTrustChanged(seller_id=seller.pk, is_trusted=True, reason="Hàng tốt"), 1)
    found = dict(Notification.objects.values_list("recipient", "mail_state"))
    assert {who: found[user.pk] for who, user in people.items()} == {
        "reachable": MailState.WAITING,
        "unconfirmed": MailState.NONE,
        "by phone alone": MailState.NONE,
        "opted out": MailState.NONE,
    }


def test_a_required_mail_comes_whatever_was_opted_out_of():
    user = make_reachable()
    MailOptOut.objects.create(user=user, kind="password_changed")
    notify(PasswordChanged(user_id=user.pk), 1)
    assert Notification.objects.get().mail_state == MailState.WAITING


def test_whoever_has_gone_is_told_nothing():
    user = make_reachable(is_active=False)
    notify(PasswordChanged(user_id=user.pk), 1)
    assert not Notification.objects.exists()


@pytest.mark.parametrize("many", [2, 40])
def test_statements_do_not_grow_with_the_recipients(many):
    seller = make_seller()
    for _ in range(many):
        make_member(seller)
    with statements() as ran:
        notify(SellerTrustChanged(seller_id=seller.pk, is_trusted=True, reason=""), 1)
    assert Notification.objects.count() == many
    assert len(ran) == 4, "the members, the shop's name, who wants mail, and the rows"
