"""Two workers that weigh the front at once, each with a connection of its own."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from catalog.commands.listings import refresh_listings
from marketplace.clock import today
from search.commands.front import refresh_front
from search.commands.index import index_pending
from search.models import FrontProduct
from tests.catalog.factories import make_certificate, make_product


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_leave_one_whole_front():
    def refreshed(_number):
        try:
            return [refresh_front(today()) for _ in range(5)]
        finally:
            connection.close()

    for product in [make_product() for _ in range(6)]:
        make_certificate(product)
        refresh_listings(product_ids=[product.pk])
    index_pending()
    with ThreadPoolExecutor(4) as pool:
        assert {number for numbers in pool.map(refreshed, range(4)) for number in numbers} == {6}
    assert list(FrontProduct.objects.order_by("place").values_list("place", flat=True)) == [1, 2, 3, 4, 5, 6]
