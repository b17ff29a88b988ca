"""The product list: filters in a plain GET form, chips that take them back, pages by cursor."""

from urllib.parse import parse_qs, urlsplit

import pytest

from catalog.models import Listing, ProductGroup
from marketplace.graphql.ids import global_id
from marketplace.models import Place, PlaceLevel
from marketplace.queries import place_by_name
from sellers.models import Seller

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]

LIST = "/san-pham/"


def group_id(code="food-sauce"):
    return global_id("ProductGroup", ProductGroup.objects.get(taxonomy__code="148", code=code).pk)


def slugs(**conditions):
    return set(Listing.objects.filter(**conditions).values_list("product__slug", flat=True))


def walked(visit, query, words="Trang sau"):
    """All goods of a list, by following the links from page to page."""
    page, goods = visit(LIST, query), []
    while True:
        goods += page.goods
        if not page.has_link(words):
            return goods, page
        page = visit(page.link(words))


def test_pages_show_every_product_once(visit):
    goods, _last = walked(visit, {})
    assert len(goods) == len(set(goods)) == 146


def test_previous_page_leads_back_to_what_was_there(visit):
    first = visit(LIST)
    assert not first.has_link("Trang trước") and not first.has_link("Trang đầu")
    second = visit(first.link("Trang sau"))
    assert not set(second.goods) & set(first.goods)
    assert visit(second.link("Trang trước")).goods == first.goods


def test_last_page_has_no_next(visit):
    _goods, last = walked(visit, {})
    assert not last.has_link("Trang sau") and last.has_link("Trang trước")


def test_pages_keep_the_filters(visit):
    first = visit(LIST, {"sao": "3", "sap-xep": "gia-tang"})
    query = parse_qs(urlsplit(first.link("Trang sau")).query)
    assert query["sao"] == ["3"] and query["sap-xep"] == ["gia-tang"] and query["sau"]


def test_form_works_without_scripts(visit):
    page = visit(LIST, {"sao": "4", "con-hang": "1", "gia-tu": "50.000"})
    assert page.all("form", method="get", action=LIST)
    assert [script["src"].rpartition("/")[2] for script in page.all("script")] == ["search.js"]  # of another form
    ticked = {(field["name"], field["value"]) for field in page.all("input") if "checked" in field}
    assert ticked == {("sao", "4"), ("con-hang", "1")}
    assert page.all("input", name="gia-tu")[0]["value"] == "50.000"


@pytest.mark.parametrize("query,conditions", [
    ({"sao": "4"}, {"stars": 4}),
    ({"sao": ["3", "4"]}, {"stars__in": [3, 4]}),
    ({"con-hang": "1"}, {"is_available": True}),
    ({"chung-nhan": "1"}, {"stars__gt": 0}),
    ({"gia-tu": "200000"}, {"price_max__gte": 200_000}),
    ({"gia-den": "50.000 ₫"}, {"price_min__lte": 50_000}),
    ({"gia-tu": "50 000", "gia-den": "60,000"}, {"price_max__gte": 50_000, "price_min__lte": 60_000}),
])  # fmt: skip
def test_filter_leaves_what_fits(visit, query, conditions):
    goods, page = walked(visit, query)
    assert set(goods) == slugs(**conditions) != set()
    assert f"{len(goods)} sản phẩm" in page.text


def test_group_filter_finds_its_goods(visit):
    goods, page = walked(visit, {"nhom": group_id()})
    assert set(goods) == slugs(group__code="food-sauce") != set()
    assert "Tương, nước mắm" in page.title


def test_group_that_has_nothing_on_sale_stays_in_the_form_while_it_is_chosen(visit):
    empty = group_id("ornamental-flower")
    page = visit(LIST, {"nhom": empty})
    assert page.goods == []
    assert "Chợ không có món nào hợp" in page.text
    assert any("checked" in field for field in page.all("input", name="nhom", value=empty))
    assert not visit(LIST).all("input", name="nhom", value=empty)


def test_place_filter_finds_goods_of_old_districts_too_and_offers_what_is_below(visit):
    ninh_binh = place_by_name("Ninh Bình", level=PlaceLevel.PROVINCE)
    page = visit(LIST, {"noi": global_id("Place", ninh_binh.pk)})
    assert "146 sản phẩm" in page.text
    commune = Place.objects.filter(parent=ninh_binh, valid_to=None).first()
    assert page.all("option", value=global_id("Place", commune.pk))
    assert page.all("option", value=global_id("Place", ninh_binh.pk), selected=None)


def test_seller_filter_stays_with_the_form(visit):
    seller = Seller.objects.get(slug="cong-ty-tnhh-toan-xuan")
    page = visit(LIST, {"ban": global_id("Seller", seller.pk)})
    assert set(page.goods) == slugs(seller=seller)
    assert page.all("input", type="hidden", name="ban", value=global_id("Seller", seller.pk))


@pytest.mark.parametrize("sort,order", [
    ("gia-tang", ["price_min", "pk"]),
    ("gia-giam", ["-price_min", "-pk"]),
    ("ten", ["name_key", "pk"]),
    ("moi", ["-published_at", "-pk"]),
])  # fmt: skip
def test_sorts_put_the_goods_in_order(visit, sort, order):
    expected = list(Listing.objects.order_by(*order).values_list("product__slug", flat=True)[:24])
    assert visit(LIST, {"sap-xep": sort}).goods == expected


def test_each_active_filter_is_shown_and_can_be_taken_back_alone(visit):
    sauce, rice = group_id(), group_id("food-grain")
    page = visit(LIST, {"nhom": [sauce, rice], "sao": "4", "gia-tu": "10000", "con-hang": "1", "chung-nhan": "1"})
    without_sauce = parse_qs(urlsplit(page.link("Tương, nước mắm")).query)
    assert without_sauce == {
        "nhom": [rice],
        "sao": ["4"],
        "gia-tu": ["10000"],
        "con-hang": ["1"],
        "chung-nhan": ["1"],
    }
    without_price = parse_qs(urlsplit(page.link("từ 10.000 ₫")).query)
    assert "gia-tu" not in without_price and without_price["nhom"] == [sauce, rice]
    assert "con-hang" not in page.link("Còn hàng ×") and "chung-nhan=" not in page.link("Chứng nhận còn hiệu lực ×")
    assert "sao" not in parse_qs(urlsplit(page.link("★★★★")).query)
    assert page.link("Bỏ hết") == LIST


def test_no_filter_no_chips(visit):
    assert not visit(LIST).has_link("Bỏ hết")


def test_stars_are_told_in_words_too(visit):
    page = visit(LIST, {"sao": "4"})
    assert page.all("span", role="img", aria_label="Chứng nhận OCOP 4 sao")
    assert page.all("span", role="img", aria_label="4 trên 5 sao")


def test_sold_out_goods_are_marked(visit):
    listing = Listing.objects.filter(stars=4).order_by("pk").first()
    assert "Hết hàng" not in visit(LIST, {"ban": global_id("Seller", listing.seller_id)}).text
    Listing.objects.filter(pk=listing.pk).update(is_available=False)
    assert "Hết hàng" in visit(LIST, {"ban": global_id("Seller", listing.seller_id)}).text


def test_filtered_pages_have_addresses_of_their_own(visit):
    page = visit(LIST, {"sao": "4", "lang": "vi", "utm_source": "mail", "sap-xep": "sao"})
    assert page.all("link", rel="canonical", href="http://testserver/san-pham/?sao=4")
