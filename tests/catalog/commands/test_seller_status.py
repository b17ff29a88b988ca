"""A shop that may not sell: its goods go, come back, and were not on offer meanwhile."""

from datetime import UTC, datetime, timedelta

import pytest

from catalog.commands.earlier_prices import earlier_prices
from catalog.commands.seller_status import refresh_listings_of_seller
from catalog.models import Listing, PriceChange, ProductStatus
from sellers.models import Seller
from tests.catalog.factories import make_product
from tests.shop import statements

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


def move(seller, status, **ago):
    Seller.objects.filter(pk=seller.pk).update(status=status)
    refresh_listings_of_seller(seller_id=seller.pk, now=NOW - timedelta(**ago))


def test_goods_go_and_come_back_with_their_shop():
    product = make_product()
    move(product.seller, "SUSPENDED", days=1)
    assert not Listing.objects.exists()
    move(product.seller, "ACTIVE", days=0)
    assert Listing.objects.get().product_id == product.pk


def test_a_price_of_a_suspended_shop_was_no_offer():
    product = make_product()
    variant = product.variants.get()
    move(product.seller, "ACTIVE", days=20, hours=12)
    move(product.seller, "SUSPENDED", days=20)
    assert list(PriceChange.objects.order_by("pk").values_list("is_offered", flat=True)) == [True, False]
    assert earlier_prices(variant_ids=[variant.pk], now=NOW) == {}  # half a day is too short
    move(product.seller, "ACTIVE", days=2)
    assert list(earlier_prices(variant_ids=[variant.pk], now=NOW)) == [(variant.pk, 50_000)]


def test_it_may_be_told_twice_and_costs_the_same_for_many():
    first = make_product()

    def cost():
        with statements() as ran:
            move(first.seller, "ACTIVE", days=1)
        return len(ran)

    one = cost()
    for _ in range(9):
        make_product(seller=first.seller)
    assert cost() == one
    known = PriceChange.objects.count()
    assert cost() == one and PriceChange.objects.count() == known == 10


def test_drafts_stay_drafts():
    draft = make_product(status=ProductStatus.DRAFT)
    move(draft.seller, "ACTIVE", days=1)
    assert not Listing.objects.exists()
    assert not PriceChange.objects.get().is_offered
