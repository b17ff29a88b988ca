"""The goods at the front are weighed in the background, and never worse than at once."""

import pytest

from catalog.models import Listing
from search.commands.front import KEPT, refresh_front
from search.commands.index import index_pending
from search.models import FrontProduct, ProductDocument
from search.recommendations import for_front, front_of
from tests.catalog.factories import make_product
from tests.shop import NOW, demo_shop, searched_shop, statements

__all__ = ["demo_shop", "searched_shop"]
TODAY = NOW.date()


def kept():
    return list(FrontProduct.objects.order_by("place").values_list("product_id", flat=True))


@pytest.mark.django_db
@pytest.mark.usefixtures("searched_shop")
def test_what_was_weighed_is_read_by_one_small_statement():
    assert for_front(TODAY, most=24) == front_of(TODAY, most=24)
    assert refresh_front(TODAY) == KEPT and kept() == front_of(TODAY, most=KEPT)
    with statements() as ran:
        assert for_front(TODAY, most=24) == front_of(TODAY, most=24)
    assert len([one for one in ran if "search_frontproduct" in one]) == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("searched_shop")
def test_what_sold_out_or_lost_its_certificate_since_is_not_shown():
    refresh_front(TODAY)
    first, second, third = kept()[:3]
    Listing.objects.filter(pk=first).update(is_available=False)
    Listing.objects.filter(pk=second).delete()
    assert for_front(TODAY, most=24)[0] == third
    Listing.objects.update(certified_until=None)
    assert for_front(TODAY, most=24) == front_of(TODAY, most=24)


@pytest.mark.django_db
@pytest.mark.usefixtures("searched_shop")
def test_an_empty_shop_has_no_front_and_a_small_one_all_it_has():
    ProductDocument.objects.all().delete()
    assert refresh_front(TODAY) == 0 and for_front(TODAY, most=24) == []
    make_product()
    index_pending()
    assert for_front(TODAY, most=24) == front_of(TODAY, most=24)
