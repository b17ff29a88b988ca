"""What orders had together: counted once an order, and before what is only near."""

from datetime import timedelta

import pytest
from django.utils import timezone

from marketplace.commands.relay import deliver_due_events
from marketplace.events import OrderPlaced
from search.commands.index import index_pending
from search.commands.together import HALF_LIFE, MOST_OF_AN_ORDER, count_together, fade_pairs
from search.models import BoughtTogether
from search.recommendations import for_basket, related
from tests.catalog.factories import make_product
from tests.orders.people import make_goods, placed

pytestmark = pytest.mark.django_db


def ordered(*products):
    count_together(OrderPlaced(order_id=1, product_ids=tuple(product.pk for product in products)))


def test_each_order_counts_each_pair_both_ways_once():
    ordered(*(products := [make_product() for _ in range(3)]))
    ordered(products[0], products[1], products[1])
    times = {(pair.product_id, pair.other_id): pair.times for pair in BoughtTogether.objects.all()}
    one, two, three = (product.pk for product in products)
    assert times[one, two] == times[two, one] == 2 and times[one, three] == times[three, two] == 1
    assert len(times) == 6


def test_an_order_of_one_says_nothing_and_one_of_very_many_little():
    ordered(make_product())
    assert not BoughtTogether.objects.exists()
    count_together(OrderPlaced(order_id=1, product_ids=tuple(range(1, 60))))
    assert BoughtTogether.objects.count() == MOST_OF_AN_ORDER * (MOST_OF_AN_ORDER - 1)


def test_what_is_bought_together_comes_first_from_the_second_order_on():
    rice, near, far = make_product(), make_product(), make_product(group="drink-alcohol")
    index_pending()
    assert related([rice.pk], most=8)[rice.pk] == [near.pk]
    ordered(rice, far)
    assert far.pk not in related([rice.pk], most=8)[rice.pk]
    ordered(rice, far)
    assert related([rice.pk], most=8)[rice.pk] == [far.pk, near.pk]
    assert for_basket([rice.pk], most=8)[0] == far.pk


def test_the_event_of_a_checkout_is_counted():
    goods = make_goods(), make_goods()
    placed(*goods)
    deliver_due_events()
    deliver_due_events()
    assert [pair.times for pair in BoughtTogether.objects.all()] == [1, 1]


def times():
    return sorted(BoughtTogether.objects.values_list("times", flat=True))


def test_pairs_fade_and_are_forgotten():
    usual, chance = [make_product() for _ in range(2)], [make_product() for _ in range(2)]
    for _ in range(5):
        ordered(*usual)
    ordered(*chance)
    assert fade_pairs(timezone.now()) == 0 and times() == [1, 1, 5, 5]
    later = timezone.now() + HALF_LIFE + timedelta(minutes=1)
    assert fade_pairs(later) == 4 and times() == [2, 2]
    assert fade_pairs(later) == 0 and times() == [2, 2]  # a night that runs twice
    for _ in range(2):
        later += HALF_LIFE
        fade_pairs(later)
    assert times() == []
