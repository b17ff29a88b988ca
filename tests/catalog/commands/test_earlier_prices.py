from datetime import UTC, date, datetime, timedelta

import pytest

from catalog.commands.earlier_prices import earlier_prices, note_prices
from catalog.commands.listings import refresh_listings, refresh_listings_of_the_day
from catalog.models import Listing, PriceChange, Variant
from marketplace.clock import today
from tests.catalog.factories import add_variant, make_product

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


def ago(**time):
    return NOW - timedelta(**time)


@pytest.fixture
def variant():
    return add_variant(make_product(), 80_000)


def add(variant, price, valid_from, *, is_offered=True):
    PriceChange.objects.create(variant=variant, price=price, valid_from=valid_from, is_offered=is_offered)


def found(variant):
    prices = earlier_prices(variant_ids=[variant.pk], now=NOW)
    return {price: until for (_, price), until in prices.items()}


def test_a_price_of_a_day_counts_for_thirty_after_its_end(variant):
    add(variant, 100_000, ago(days=11))
    add(variant, 80_000, ago(days=10))
    assert found(variant)[100_000] == date(2026, 12, 14)


@pytest.mark.parametrize(
    ("began", "ended"),
    [
        (ago(days=11), ago(days=10, seconds=1)),  # a second short of a day
        (ago(days=90), ago(days=30)),  # thirty days over
    ],
)
def test_a_short_one_and_a_long_past_one_do_not_count(variant, began, ended):
    add(variant, 100_000, began)
    add(variant, 80_000, ended)
    assert 100_000 not in found(variant)


def test_the_last_moment_of_the_thirty_days_still_counts(variant):
    add(variant, 100_000, ago(days=90))
    add(variant, 80_000, ago(days=30) + timedelta(seconds=1))
    assert found(variant)[100_000] == date(2026, 11, 24)


def test_a_price_that_nobody_was_offered_does_not_count(variant):
    add(variant, 100_000, ago(days=13), is_offered=False)
    add(variant, 80_000, ago(days=3))
    assert found(variant) == {80_000: date(2026, 12, 24)}


def test_hours_off_the_shelves_in_between_are_a_break(variant):
    add(variant, 100_000, ago(hours=100))
    add(variant, 100_000, ago(hours=80), is_offered=False)
    add(variant, 100_000, ago(hours=79))
    add(variant, 80_000, ago(hours=60))
    assert 100_000 not in found(variant)


def test_the_present_price_counts_as_if_it_ended_now(variant):
    add(variant, 80_000, ago(days=1))
    assert found(variant) == {80_000: date(2026, 12, 24)}


def test_many_variants_take_one_statement(variant, django_assert_num_queries):
    others = [add_variant(variant.product, 90_000).pk for _ in range(20)]
    with django_assert_num_queries(1):
        assert earlier_prices(variant_ids=[variant.pk, *others], now=NOW) == {}


def test_the_history_has_a_row_for_each_change_and_none_besides(variant):
    for _ in range(2):
        note_prices(product_ids=[variant.product_id], actor_id=None, now=NOW)
    Variant.objects.filter(pk=variant.pk).update(price=70_000)
    note_prices(product_ids=[variant.product_id], actor_id=None, now=NOW)
    assert list(variant.price_changes.order_by("pk").values_list("price", "is_offered")) == [
        (80_000, True),
        (70_000, True),
    ]


def test_the_shop_window_drops_an_earlier_price_by_itself():
    """On the day after its last, before the night's job by comparison, and by the job for good."""
    product = make_product()
    day = today(NOW)
    Variant.objects.filter(product=product).update(compare_at_price=90_000, compare_at_until=day)
    refresh_listings(product_ids=[product.pk], day=day)
    assert Listing.objects.get().compare_at == 90_000
    assert refresh_listings_of_the_day(day=day) == 0
    assert refresh_listings_of_the_day(day=day + timedelta(days=1)) == 1
    assert (Listing.objects.get().compare_at, Listing.objects.get().compare_at_until) == (None, None)
