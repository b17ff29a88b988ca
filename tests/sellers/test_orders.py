"""Whether a shop takes orders: by dates, on the very day."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sellers.models import SellerStatus
from sellers.orders import OrderStop, order_stop, order_stops
from tests.catalog.factories import make_seller

TODAY = date(2026, 11, 25)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def stop(**fields):
    given = {"status": "ACTIVE", "papers_valid_until": None, "holiday_from": None, "holiday_until": None}
    return order_stop(**{**given, **fields}, day=TODAY)


def test_an_active_shop_takes_orders():
    assert stop() is None


@pytest.mark.parametrize("status", [status for status in SellerStatus if status != SellerStatus.ACTIVE])
def test_no_other_shop_does(status):
    assert stop(status=status) == OrderStop.NOT_ACTIVE


@pytest.mark.parametrize(("until", "told"), [(YESTERDAY, OrderStop.PAPERS_EXPIRED), (TODAY, None), (TOMORROW, None)])
def test_a_paper_s_last_day_is_a_day_of_orders(until, told):
    assert stop(papers_valid_until=until) == told


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (TODAY, TODAY, OrderStop.HOLIDAY),
        (YESTERDAY, TOMORROW, OrderStop.HOLIDAY),
        (TOMORROW, TOMORROW, None),
        (YESTERDAY, YESTERDAY, None),
    ],
)
def test_both_days_of_a_holiday_are_part_of_it(first, last, told):
    assert stop(holiday_from=first, holiday_until=last) == told


def test_the_gravest_reason_is_told():
    assert stop(papers_valid_until=YESTERDAY, holiday_from=TODAY, holiday_until=TODAY) == OrderStop.PAPERS_EXPIRED


@pytest.mark.django_db
def test_a_checkout_asks_for_all_its_shops_at_once():
    open_one, away = make_seller(), make_seller(holiday_from=TODAY, holiday_until=TOMORROW)
    lapsed = make_seller(papers_valid_until=YESTERDAY)
    with CaptureQueriesContext(connection) as ran:
        stops = order_stops([open_one.pk, away.pk, lapsed.pk, 10**9], day=TODAY)
    assert len(ran) == 1
    assert stops == {
        away.pk: OrderStop.HOLIDAY,
        lapsed.pk: OrderStop.PAPERS_EXPIRED,
        10**9: OrderStop.NOT_ACTIVE,
    }
