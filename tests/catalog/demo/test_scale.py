import pytest
from django.db.models import F, Sum

from catalog.demo import load as load_module
from catalog.demo.load import load_demo
from catalog.demo.scale import scale_to
from catalog.models import Certificate, Product, StockItem, Variant
from marketplace.commands.places import load_places
from sellers.models import Seller
from tests.catalog.demo.test_load_demo import one_image_for_all

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo(monkeypatch):
    load_places(provinces={"36", "37"})
    monkeypatch.setattr(load_module, "_drawn", one_image_for_all)
    load_demo()


def test_catalogue_is_topped_up_to_the_number_asked_for():
    assert len(scale_to(total=300)) == 154
    assert len(scale_to(total=500)) == 200
    assert Product.objects.count() == 500


def test_same_number_again_changes_nothing():
    scale_to(total=300)
    before = list(Product.objects.order_by("pk").values())
    assert scale_to(total=300) == []
    assert scale_to(total=10) == []
    assert list(Product.objects.order_by("pk").values()) == before


def test_in_two_steps_or_in_one_the_prices_are_the_same():
    scale_to(total=300)
    one_step = list(Variant.objects.filter(sku__startswith="TN-").order_by("sku").values_list("sku", "price"))
    Certificate.objects.filter(number__startswith="TN-").delete()
    Product.objects.filter(variants__sku__startswith="TN-").delete()
    scale_to(total=200)
    scale_to(total=300)
    two_steps = list(Variant.objects.filter(sku__startswith="TN-").order_by("sku").values_list("sku", "price"))
    assert two_steps == one_step


def test_made_up_rows_are_complete_and_flagged():
    added = Product.objects.filter(pk__in=scale_to(total=400))
    assert not added.filter(is_illustrative=False).exists()
    assert not added.filter(label=None).exists()
    assert not added.filter(media=None).exists()
    assert not added.filter(variants__stock=None).exists()
    assert not Seller.objects.filter(slug__startswith="thu-nghiem-", is_illustrative=False).exists()
    moved = StockItem.objects.filter(on_hand__gt=0).annotate(moved=Sum("movements__delta"))
    assert not moved.exclude(moved=F("on_hand")).exists()


def test_demo_finds_nothing_to_do_in_a_large_catalogue():
    scale_to(total=300)
    loaded = load_demo()
    assert (loaded.sellers, loaded.products, loaded.certificates) == (0, 0, 0)
