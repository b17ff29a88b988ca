"""No earlier price of the demo or of the benchmark's catalogue that the shop's own rule would refuse."""

import pytest

from catalog.commands.earlier_prices import earlier_prices
from catalog.demo.scale import scale_to
from catalog.models import PriceChange, Variant
from tests.shop import NOW, demo_shop

__all__ = ["demo_shop"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_shop")]


def test_every_earlier_price_is_one_that_the_history_proves():
    scale_to(total=400, now=NOW)
    reduced = list(Variant.objects.filter(compare_at_price__isnull=False))
    proven = earlier_prices(variant_ids=[variant.pk for variant in reduced], now=NOW)
    shown = {(variant.pk, variant.compare_at_price): variant.compare_at_until for variant in reduced}
    assert shown
    assert shown == {key: proven.get(key) for key in shown}


def test_every_variant_has_a_history_that_ends_with_its_price():
    scale_to(total=300, now=NOW)
    last = dict(PriceChange.objects.order_by("valid_from", "pk").values_list("variant", "price"))
    assert last == dict(Variant.objects.values_list("pk", "price"))
