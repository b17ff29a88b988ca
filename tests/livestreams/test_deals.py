"""A live price: when it holds, for whom, and for how many."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from catalog.models import StockItem, Variant
from livestreams.commands import deals, running
from livestreams.commands.deals import Terms, edit_deal, start_deal, stop_deal, tell_ended_deals
from livestreams.deals import buyer_key, give_back, live_prices, take
from livestreams.errors import DealEnded, StockTooSmall, WrongState
from livestreams.models import DealTake, LiveDeal
from marketplace.errors import Invalid, NotFound, PermissionDenied
from sellers.models import Role
from tests.catalog.factories import make_member
from tests.livestreams.people import Session, Unchanged, kinds, live_session
from tests.orders.people import make_goods
from tests.shop import statements

pytestmark = pytest.mark.django_db


def terms(**changed):
    return Terms(**{"price": 40_000, "quota": 5, "per_buyer": 2, "length_seconds": 600, **changed})


def took(variant, quantity=1, buyer="0912345678", now=None):
    return take({variant.pk: quantity}, buyer=buyer, now=now or timezone.now())


def test_a_deal_holds_from_its_start_to_its_end_by_the_server():
    session, variant = live_session()
    deal = session.deal(variant)
    now = timezone.now()
    assert live_prices([variant.pk], now) == {}
    deal = start_deal(actor=session.owner, deal_id=deal.pk, countdown=60, now=now)
    assert deal.ends_at - deal.started_at == timedelta(seconds=600)
    for seconds, is_on in ((59, False), (60, True), (659, True), (660, False)):
        at = now + timedelta(seconds=seconds)
        assert (variant.pk in live_prices([variant.pk], at)) == is_on, seconds
        assert bool(took(variant, buyer=f"{seconds}", now=at)) == is_on, seconds
    with Unchanged(), pytest.raises(DealEnded):
        start_deal(actor=session.owner, deal_id=deal.pk)


def test_the_lowest_price_wins_and_the_normal_one_is_never_raised():
    session, variant = live_session()
    dear, cheap = session.running_deal(variant, price=45_000), session.running_deal(variant, price=40_000)
    assert live_prices([variant.pk], timezone.now())[variant.pk].deal_id == cheap.pk
    assert took(variant, 2)[variant.pk].price == 40_000
    # The buyer's share of the cheaper one is used up: the next has some.
    assert took(variant)[variant.pk].deal_id == dear.pk
    Variant.objects.filter(pk=variant.pk).update(price=39_000)
    assert live_prices([variant.pk], timezone.now()) == {} and took(variant, buyer="x") == {}


def test_a_buyer_has_no_more_than_their_share_and_all_have_no_more_than_the_quota():
    session, variant = live_session()
    deal = session.running_deal(variant, quota=5, per_buyer=2)
    assert took(variant, 2, "a") and not took(variant, 1, "a")
    assert not took(variant, 3, "b") and took(variant, 2, "b")
    assert not took(variant, 2, "c") and took(variant, 1, "c")
    assert LiveDeal.objects.get().taken == 5 and live_prices([variant.pk], timezone.now()) == {}
    give_back(deal_id=deal.pk, quantity=9, buyer="a")
    give_back(deal_id=deal.pk, quantity=9, buyer="nobody")
    assert LiveDeal.objects.get().taken == 3
    assert dict(DealTake.objects.values_list("buyer", "quantity")) == {
        buyer_key(buyer): number for buyer, number in (("a", 0), ("b", 2), ("c", 1))
    }
    assert took(variant, 2, "a")


def test_what_was_taken_goes_back_with_the_order_that_failed():
    session, variant = live_session()
    session.running_deal(variant)
    with Unchanged(), transaction.atomic():
        assert took(variant, 2)
        transaction.set_rollback(True)


def test_many_variants_take_as_many_statements_as_one():
    session, first = live_session()
    session.running_deal(first)
    with statements() as few:
        took(first)
    others = [session.goods() for _ in range(5)]
    for variant in others:
        session.running_deal(variant, quota=4)
    with statements() as many:
        found = take({variant.pk: 1 for variant in others}, buyer="many", now=timezone.now())
    assert len(found) == 5 and len(many) == len(few) <= 4
    with statements() as read:
        live_prices([variant.pk for variant in others], timezone.now())
    assert len(read) == 1


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"price": 50_000}, Invalid),
        ({"price": 0}, Invalid),
        ({"quota": 0, "per_buyer": 1}, Invalid),
        ({"quota": 51}, StockTooSmall),
        ({"per_buyer": 6}, Invalid),
        ({"per_buyer": 0}, Invalid),
        ({"length_seconds": 59}, Invalid),
        ({"length_seconds": 1_201}, Invalid),
    ],
)
def test_terms_that_make_no_sense_are_refused(changed, error):
    session, variant = live_session()
    item = session.item_of(variant)
    with Unchanged(), pytest.raises(error):
        deals.add_deal(actor=session.owner, item_id=item.pk, variant_id=variant.pk, terms=terms(**changed))


def test_prices_are_set_by_those_who_set_prices():
    session, variant = live_session()
    item, staff = session.item_of(variant), make_member(session.seller, Role.STAFF)
    with Unchanged(), pytest.raises(PermissionDenied):
        deals.add_deal(actor=staff, item_id=item.pk, variant_id=variant.pk, terms=terms())
    with Unchanged(), pytest.raises(NotFound):
        deals.add_deal(actor=session.owner, item_id=item.pk, variant_id=make_goods().pk, terms=terms())
    deal = session.deal(variant)
    assert start_deal(actor=staff, deal_id=deal.pk).ends_at is not None


def test_a_deal_that_runs_keeps_its_price_and_may_grow():
    session, variant = live_session()
    deal = session.running_deal(variant)
    took(variant, 2)
    for changed in ({"price": 30_000}, {"length_seconds": 900}, {"quota": 1, "per_buyer": 1}):
        with Unchanged(), pytest.raises(Invalid):
            edit_deal(actor=session.owner, deal_id=deal.pk, terms=terms(**changed))
    assert edit_deal(actor=session.owner, deal_id=deal.pk, terms=terms(quota=9)).quota == 9
    with Unchanged(), pytest.raises(DealEnded):
        deals.remove_deal(actor=session.owner, deal_id=deal.pk)
    stop_deal(actor=session.owner, deal_id=deal.pk)
    assert took(variant, buyer="late") == {}
    with Unchanged(), pytest.raises(DealEnded):
        edit_deal(actor=session.owner, deal_id=deal.pk, terms=terms(quota=12))
    with Unchanged(), pytest.raises(WrongState):
        stop_deal(actor=session.owner, deal_id=deal.pk)


def test_no_deal_runs_before_the_session_or_beyond_the_stock():
    session = Session()
    variant = session.goods(left=5)
    deal = session.deal(variant)
    with Unchanged(), pytest.raises(WrongState):
        start_deal(actor=session.owner, deal_id=deal.pk)
    session.host()
    session.start()
    StockItem.objects.filter(pk=variant.pk).update(allocated=1)
    with Unchanged(), pytest.raises(StockTooSmall):
        start_deal(actor=session.owner, deal_id=deal.pk)


def test_viewers_are_told_once_that_a_deal_is_over():
    session, variant = live_session()
    session.running_deal(variant, length=60)
    later = timezone.now() + timedelta(seconds=61)
    assert tell_ended_deals() == 0
    assert (tell_ended_deals(now=later), tell_ended_deals(now=later)) == (1, 0)
    session.running_deal(variant)
    running.end_livestream(actor=session.owner, livestream_id=session.pk)
    assert kinds(session) == ["STATUS", "DEAL_STARTED", "DEAL_ENDED", "DEAL_STARTED", "DEAL_ENDED", "STATUS"]
    assert took(variant) == {}
