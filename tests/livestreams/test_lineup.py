"""What a session shows, and what of it is pinned."""

import pytest
from django.db import connection

from livestreams.commands import lineup, running
from livestreams.errors import WrongState
from livestreams.models import LineupItem
from marketplace.errors import Duplicate, Invalid, NotFound
from tests.catalog.factories import make_member, make_seller
from tests.livestreams.people import Session, Unchanged, kinds, live_session
from tests.marketplace.people import make_user
from tests.orders.people import make_goods
from tests.sellers.races import at_once


@pytest.mark.django_db
def test_codes_are_given_in_turn_and_stay_apart():
    session = Session()
    first, second, third = (make_goods(seller=session.seller) for _ in range(3))
    assert session.add(first).code == "A1"
    assert session.add(second, code=" b7 ").code == "B7"
    assert session.add(third).code == "A2"
    for code, error in (("a1", Duplicate), ("7", Invalid), ("Ạ1", Invalid), ("ABCDEFGHI", Invalid)):
        with Unchanged(), pytest.raises(error):
            lineup.edit_lineup_item(actor=session.owner, item_id=session.item_of(third).pk, code=code)
    with Unchanged(), pytest.raises(Duplicate):
        session.add(first)


@pytest.mark.django_db
def test_the_order_names_each_once():
    session = Session()
    items = [session.item_of(session.goods()).pk for _ in range(3)]
    lineup.order_lineup(actor=session.owner, livestream_id=session.pk, item_ids=items[::-1])
    assert list(session.row.lineup.order_by("position").values_list("pk", flat=True)) == items[::-1]
    for wrong in (items[:2], [*items, items[0]], [*items[:2], 10**9]):
        with Unchanged(), pytest.raises(Invalid):
            lineup.order_lineup(actor=session.owner, livestream_id=session.pk, item_ids=wrong)


@pytest.mark.django_db
def test_one_is_pinned_in_the_place_of_the_other_and_the_moment_is_kept():
    session, first = live_session()
    second = session.goods()
    host = session.host(role="GUEST").user
    lineup.pin_lineup_item(actor=host, item_id=session.item_of(first).pk)
    lineup.pin_lineup_item(actor=session.owner, item_id=session.item_of(second).pk)
    assert [item.product_id for item in session.row.lineup.filter(is_pinned=True)] == [second.product_id]
    assert session.item_of(first).first_pinned_at is not None
    with Unchanged():
        lineup.pin_lineup_item(actor=host, item_id=session.item_of(second).pk)
    lineup.unpin_lineup_item(actor=host, livestream_id=session.pk)
    assert kinds(session) == ["STATUS", "PINNED", "PINNED", "UNPINNED"]


@pytest.mark.django_db
def test_strangers_pin_nothing_and_nothing_is_pinned_before_or_after():
    session = Session()
    item = session.item_of(session.goods())
    stranger = make_member(make_seller())
    for actor, error in ((make_user(), NotFound), (stranger, NotFound), (session.owner, WrongState)):
        with Unchanged(), pytest.raises(error):
            lineup.pin_lineup_item(actor=actor, item_id=item.pk)
    session.host()
    session.start()
    lineup.pin_lineup_item(actor=session.owner, item_id=item.pk)
    with Unchanged(), pytest.raises(Invalid):
        lineup.remove_from_lineup(actor=session.owner, item_id=item.pk)
    running.end_livestream(actor=session.owner, livestream_id=session.pk)
    assert not LineupItem.objects.filter(is_pinned=True).exists()
    with Unchanged(), pytest.raises(WrongState):
        lineup.pin_lineup_item(actor=session.owner, item_id=item.pk)


@pytest.mark.django_db(transaction=True)
def test_two_hosts_who_pin_at_once_come_one_after_the_other():
    session, first = live_session()
    items = [session.item_of(first).pk, *(session.item_of(session.goods()).pk for _ in range(3))]
    connection.close()

    def pin(item):
        return lambda: lineup.pin_lineup_item(actor=session.owner, item_id=item).pk

    assert at_once(*(pin(item) for item in items)) == items
    assert kinds(session) == ["STATUS", *["PINNED"] * 4]
    last = session.row.events.order_by("sequence").last()
    assert session.row.lineup.get(is_pinned=True).pk == last.item_id
