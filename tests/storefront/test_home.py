import pytest

from catalog.models import Listing, ProductGroup
from marketplace.graphql.ids import global_id
from storefront.views.home import of_different_groups

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]


def test_goods_on_the_square_hold_a_certificate_and_are_in_stock(visit):
    best = Listing.objects.filter(stars=4, is_available=True).values_list("product__slug", flat=True)
    assert len(set(visit("/").goods) & set(best)) >= 8
    Listing.objects.update(is_available=False)
    assert visit("/").goods == []


def test_kinds_lead_to_their_lists(visit):
    page = visit("/")
    address = page.link("Tương, nước mắm")
    group = ProductGroup.objects.get(taxonomy__code="148", code="food-sauce")
    assert global_id("ProductGroup", group.pk).rstrip("=") in address
    assert "Tương, nước mắm" in visit(address).title


def test_figures_are_todays(visit):
    certified = Listing.objects.filter(stars__gt=0).count()
    assert f"Hôm nay có {certified} sản phẩm" in visit("/").text


def test_producers_and_the_whole_market_are_a_link_away(visit):
    page = visit("/")
    assert page.link("Vào chợ") == "/san-pham/"
    assert page.link("Tất cả nhà sản xuất") == "/nha-san-xuat/"
    assert len([address for _text, address in page.links if address.startswith("/nha-san-xuat/")]) >= 8


def test_stall_takes_the_first_of_each_group_before_a_second():
    goods = [{"slug": slug, "group": {"id": slug[0]}} for slug in ("a1", "a2", "b1", "a3", "c1")]
    assert [product["slug"] for product in of_different_groups(goods, 3)] == ["a1", "b1", "c1"]
    assert [product["slug"] for product in of_different_groups(goods, 4)] == ["a1", "b1", "c1", "a2"]
    assert of_different_groups([], 3) == []
