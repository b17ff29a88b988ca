"""What orders had together: counted once an order, and before what is only near."""

import pytest

from marketplace.commands.relay import deliver_due_events
from marketplace.events import OrderPlaced
from search.commands.index import index_pending
from search.commands.together import MOST_OF_AN_ORDER, count_together
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
