"""Reading one's notices, choosing which come by mail: what is refused changes nothing."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from marketplace.commands.notices.mark_read import mark_notifications_read
from marketplace.commands.notices.preferences import set_mail_preference, unsubscribe_from_mail
from marketplace.commands.notices.prune import prune_notifications
from marketplace.errors import Invalid, NotFound, Unauthenticated
from marketplace.models import MailOptOut, Notification
from marketplace.notices.unsubscribing import token_for
from tests.marketplace.commands.notices.worlds import make_reachable, waiting_mail
from tests.marketplace.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    user = make_user()
    return [waiting_mail(user, number) for number in (1, 2, 3)]


def traces():
    return [list(model.objects.order_by("pk").values()) for model in (Notification, MailOptOut)]


def refused(error, call, **given):
    before = traces()
    with pytest.raises(error) as raised:
        call(**given)
    assert traces() == before
    return raised.value.field


def unread():
    return list(Notification.objects.filter(read_at=None).order_by("pk"))


def test_those_named_are_read_and_the_first_time_stays(rows):
    user, now = rows[0].recipient, timezone.now()
    assert mark_notifications_read(actor=user, ids=[rows[1].pk], now=now) == 2
    assert mark_notifications_read(actor=user, ids=[rows[1].pk]) == 2
    rows[1].refresh_from_db()
    assert rows[1].read_at == now and unread() == [rows[0], rows[2]]


def test_all_up_to_the_newest_that_was_seen_are_read(rows):
    assert mark_notifications_read(actor=rows[0].recipient, up_to_id=rows[1].pk) == 1
    assert unread() == [rows[2]]


def test_others_notifications_are_not_there(rows):
    stranger, own = make_user(), rows[0].pk
    assert refused(NotFound, mark_notifications_read, actor=stranger, ids=[own]) == ["notifications"]
    assert refused(NotFound, mark_notifications_read, actor=stranger, up_to_id=own) == ["upTo"]
    mine = waiting_mail(stranger, 9)
    assert refused(NotFound, mark_notifications_read, actor=stranger, ids=[mine.pk, own]) == ["notifications"]
    assert refused(Unauthenticated, mark_notifications_read, actor=AnonymousUser(), ids=[own]) is None


def test_one_of_the_two_is_given_and_a_page_at_most(rows):
    user = rows[0].recipient
    for given in ({}, {"ids": [rows[0].pk], "up_to_id": rows[0].pk}, {"ids": list(range(101))}):
        assert refused(Invalid, mark_notifications_read, actor=user, **given) == ["notifications"]


def test_a_kind_is_switched_off_and_on_again():
    user = make_user()
    for _ in range(2):
        set_mail_preference(actor=user, kind="paper_accepted", is_mailed=False)
    assert MailOptOut.objects.get().kind == "paper_accepted"
    set_mail_preference(actor=user, kind="paper_accepted", is_mailed=True)
    assert not MailOptOut.objects.exists()


@pytest.mark.parametrize("kind", ["password_changed", "import_finished", "no_such_kind"])
def test_required_kinds_those_never_mailed_and_unknown_ones_cannot_be_switched(kind):
    assert refused(Invalid, set_mail_preference, actor=make_user(), kind=kind, is_mailed=False) == ["kind"]


def test_strangers_have_no_preferences():
    assert (
        refused(Unauthenticated, set_mail_preference, actor=AnonymousUser(), kind="paper_accepted", is_mailed=False)
        is None
    )


def test_the_link_of_a_mail_switches_its_kind_off_for_its_recipient():
    user, other = make_reachable(), make_reachable()
    for _ in range(2):
        assert unsubscribe_from_mail(token=token_for(user.pk, "paper_accepted")).kind == "paper_accepted"
    assert list(MailOptOut.objects.values_list("user", "kind")) == [(user.pk, "paper_accepted")]
    assert not MailOptOut.objects.filter(user=other).exists()


def test_a_token_of_ones_own_making_opens_nothing():
    user = make_user()
    good = token_for(user.pk, "paper_accepted")
    for token in ("", "nonsense", good[:-1], good[1:], "x" * 5_000):
        assert refused(Invalid, unsubscribe_from_mail, token=token) == ["token"]
    assert refused(Invalid, unsubscribe_from_mail, token=token_for(user.pk, "password_changed")) == ["kind"]
    assert refused(Invalid, unsubscribe_from_mail, token=token_for(10**9, "paper_accepted")) == ["token"]


def test_they_are_kept_for_a_year(rows):
    Notification.objects.filter(pk=rows[0].pk).update(created_at=timezone.now() - timedelta(days=366))
    assert prune_notifications() == 1
    assert list(Notification.objects.order_by("pk")) == rows[1:]
