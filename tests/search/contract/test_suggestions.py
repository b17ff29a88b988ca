"""What a search box suggests of goods and sellers is the same, whichever engine looks for it."""

import pytest

from catalog.models import Listing, Product
from search.suggestions import SuggestionKind
from tests.catalog.factories import make_seller


def products(shop, query, **wanted):
    return [one.text for one in shop.suggested(query, **wanted) if one.kind is SuggestionKind.PRODUCT]


def test_words_that_begin_so_with_and_without_accents(shop):
    shop.add_all("Nước mắm Sa Châu", "Nước ép dưa", "Mắm tôm nước")
    assert set(products(shop, "nuoc m")) == {"Nước mắm Sa Châu", "Mắm tôm nước"}
    assert products(shop, "nuoc mam") == products(shop, "nước mắ")[:2]
    assert products(shop, "sa c") == ["Nước mắm Sa Châu"]
    assert products(shop, "nuocmam") == []


def test_what_begins_as_it_was_typed_stands_first(shop):
    shop.add_all("Nam Định mỹ tửu", "Nấm mỡ", "Nắm cơm", "Nem nấm")
    assert products(shop, "nấm")[0] == "Nấm mỡ"
    assert products(shop, "nắm")[0] == "Nắm cơm"
    assert len(products(shop, "nam")) == 4


def test_better_goods_stand_first(shop):
    shop.add("Chè lam thường")
    shop.add("Chè lam quen", sold_count=500, rating_average=4.9, rating_count=80)
    assert products(shop, "che l") == ["Chè lam quen", "Chè lam thường"]


def test_one_name_of_many_goods_is_suggested_once(shop):
    shop.add_all(*["Gạo tám xoan"] * 12, "Gạo nếp cái")
    assert sorted(products(shop, "gao", most=5)) in (["Gạo nếp cái", "Gạo tám xoan"], ["Gạo tám xoan"])
    assert products(shop, "gao n") == ["Gạo nếp cái"]


def test_only_the_own_name_counts(shop):
    shop.add("Bánh nhãn", description="Ăn với mật ong", seller=make_seller(name="Xưởng Mật Vàng"))
    assert products(shop, "mat") == []
    sellers = [one for one in shop.suggested("mat va") if one.kind is SuggestionKind.SELLER]
    assert [one.text for one in sellers] == ["Xưởng Mật Vàng"]


def test_names_are_those_of_today(shop):
    kept, gone = shop.add_all("Kẹo dồi", "Kẹo lạc")
    shop.suggested("keo")
    shop.kept.catch_up = lambda: None
    Product.objects.filter(pk=kept.pk).update(name="Kẹo dồi chó")
    Listing.objects.filter(pk=gone.pk).delete()
    assert "Kẹo lạc" not in products(shop, "keo") or shop.kept.engine.name == "postgresql"
    assert "Kẹo dồi chó" in products(shop, "keo")


@pytest.mark.parametrize(
    "query", ["*", "gao*", "?", "+gao -keo", '"gao', "gao~2", "name:gao", "(gao", "gao\\", "/g.*/"]
)
def test_nothing_that_is_typed_is_an_operator(shop, query):
    shop.add("Gạo tám")
    assert products(shop, query) in ([], ["Gạo tám"])
