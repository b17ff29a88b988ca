"""What goes with a product, with a basket, and at the front of the shop."""

from datetime import UTC, date, datetime

import pytest

from catalog.demo.scale import scale_to
from catalog.models import Listing, Product
from marketplace.graphql.ids import global_id
from search.commands.index import index_pending
from search.models import ProductDocument
from tests.shop import NOW, ask, codes, fields, statements

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("searched_shop")]
RELATED = """query ($slug: String!, $first: Int) { product(slug: $slug) {
  id group { id } related(first: $first) { id name isAvailable group { id } seller { name } }
} }"""
RECOMMENDED = """query ($for: RecommendationPlace!, $products: [ID!], $first: Int) {
  recommendedProducts(for: $for, products: $products, first: $first) {
    id name stars isAvailable group { id } seller { name }
  }
}"""


def product(name):
    return Product.objects.get(name=name)


def related(name, first=None):
    return ask(RELATED, {"slug": product(name).slug, "first": first})["product"]


def recommended(place, **variables):
    return ask(RECOMMENDED, {"for": place, **variables})["recommendedProducts"]


def test_goods_of_the_same_group_come_first_and_never_itself():
    found = related("Nước mắm Ninh Cơ")
    assert len(found["related"]) == 8
    assert found["id"] not in {one["id"] for one in found["related"]}
    assert found["related"][0]["group"] == found["group"]


def test_no_seller_fills_the_row_while_there_are_others():
    sellers = [one["seller"]["name"] for one in related("Gạo sạch chất lượng cao 888", first=6)["related"]]
    assert max(sellers.count(name) for name in sellers) <= 2


def test_what_is_sold_out_comes_after_what_is_to_be_had_and_what_is_gone_does_not_come():
    first, second = related("Nước mắm Ninh Cơ")["related"][:2]
    pks = {one.name: one.pk for one in Product.objects.filter(name__in=[first["name"], second["name"]])}
    Listing.objects.filter(pk=pks[first["name"]]).delete()
    Listing.objects.filter(pk=pks[second["name"]]).update(is_available=False)
    index_pending()
    names = [one["name"] for one in related("Nước mắm Ninh Cơ", first=24)["related"]]
    assert first["name"] not in names
    assert names.index(second["name"]) > 0


def test_the_front_has_certified_goods_of_many_groups_and_sellers():
    found = recommended("HOME", first=12)
    assert len(found) == 12
    assert all(one["stars"] and one["isAvailable"] for one in found)
    assert len({one["group"]["id"] for one in found}) >= 8
    assert len({one["seller"]["name"] for one in found}) >= 10


def names_at_front(day):
    return [one["name"] for one in ask(RECOMMENDED, {"for": "HOME", "first": 12}, now=day)["recommendedProducts"]]


def test_goods_in_season_come_first_at_the_front():
    winter, summer = datetime(2026, 1, 20, 3, tzinfo=UTC), datetime(2026, 6, 10, 3, tzinfo=UTC)
    Listing.objects.update(certified_until=date(2028, 1, 1))
    ProductDocument.objects.update(certified_until=date(2028, 1, 1), quality=1)
    ProductDocument.objects.filter(pk=product("Miến dong Yên Ninh").pk).update(quality=1.5)
    ProductDocument.objects.filter(pk=product("Dưa lưới Yên Dương").pk).update(quality=1.5)
    assert names_at_front(winter)[0] == "Miến dong Yên Ninh"
    assert names_at_front(summer)[0] == "Dưa lưới Yên Dương"


def test_a_day_without_a_season_has_a_front_too():
    assert len(names_at_front(datetime(2026, 4, 1, 3, tzinfo=UTC))) == 12


def test_a_basket_is_completed_by_what_goes_with_each_of_its_goods():
    basket = [global_id("Product", product(name).pk) for name in ("Nước mắm Ninh Cơ", "Gạo tám xoan Hải Hậu")]
    found = recommended("CART", products=basket)
    assert len(found) == 8 and not {one["id"] for one in found} & set(basket)
    groups = {product(name).group_id for name in ("Nước mắm Ninh Cơ", "Gạo tám xoan Hải Hậu")}
    assert {global_id("ProductGroup", pk) for pk in groups} <= {one["group"]["id"] for one in found}
    assert len(recommended("PRODUCT", products=basket[:1], first=3)) == 3


def test_an_empty_shop_recommends_nothing_and_does_not_mind():
    ProductDocument.objects.all().delete()
    assert recommended("HOME") == []
    assert related("Nước mắm Ninh Cơ")["related"] == []
    assert recommended("CART", products=[global_id("Product", 1)]) == []


@pytest.mark.parametrize("first", [0, 25])
def test_sizes_have_bounds(first):
    assert codes(RECOMMENDED, {"for": "HOME", "first": first}) == ["BAD_PAGE"]


def test_a_basket_has_to_be_named():
    assert codes(RECOMMENDED, {"for": "CART"}) == ["REQUIRED"]
    assert fields(RECOMMENDED, {"for": "CART"}) == [["products"]]
    assert codes(RECOMMENDED, {"for": "CART", "products": ["x"]}) == ["BAD_ID"]


def test_statements_grow_with_nothing():
    listed = "query ($size: Int) { products(first: $size) { nodes { related(first: 4) { name } } } }"
    counts = []
    for total in (146, 400):
        scale_to(total=total, now=NOW)
        index_pending()
        for size in (5, 50):
            with statements() as ran:
                ask(listed, {"size": size})
            counts.append(len(ran))
        with statements() as ran:
            recommended("HOME")
        assert len(ran) <= 4
    assert counts == [3] * 4  # the list, what goes with its goods, and those


def test_a_basket_has_an_end():
    products = [global_id("Product", number) for number in range(51)]
    assert codes(RECOMMENDED, {"for": "CART", "products": products}) == ["BAD_FILTER"]
    assert codes(RECOMMENDED, {"for": "CART", "products": products[:50]}) == []
