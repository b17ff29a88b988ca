from datetime import timedelta

import pytest

from catalog.commands.listings import refresh_listings
from catalog.models import Listing
from marketplace.clock import today
from marketplace.graphql.ids import global_id
from marketplace.models import Place, PlaceLevel
from marketplace.queries import place_by_name
from sellers.models import Seller
from tests.marketplace.places import OLD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]

LIST = "/nha-san-xuat/"


def shops(page):
    found = [address for _text, address in page.links if address.startswith(LIST) and address.count("/") == 3]
    return {address.removeprefix(LIST).rstrip("/") for address in found}


def test_pages_show_every_producer_once(visit):
    page, found = visit(LIST), []
    while True:
        found += shops(page)
        if not page.has_link("Trang sau"):
            break
        page = visit(page.link("Trang sau"))
    assert len(found) == len(set(found)) == 80
    assert page.link("Trang đầu") == LIST


@pytest.mark.parametrize("form,count", [("ENTERPRISE", 35), ("COOPERATIVE", 18), ("HOUSEHOLD", 27), ("FARM", 0)])
def test_legal_form_filter_counts_as_the_report_does(visit, form, count):
    page = visit(LIST, {"loai": form})
    assert f"{count} nhà sản xuất" in page.text
    assert page.all("option", value=form, selected=None)


def test_names_are_found_without_accents(visit):
    assert "cong-ty-tnhh-toan-xuan" in shops(visit(LIST, {"ten": "toan xuan"}))


def test_place_filter_leaves_its_producers(visit):
    old = place_by_name("Nam Định", level=PlaceLevel.PROVINCE, at=OLD)
    page = visit(LIST, {"noi": global_id("Place", old.pk)})
    assert f"{Seller.objects.filter(place__level=PlaceLevel.DISTRICT).count()} nhà sản xuất" in page.text


def test_place_without_producers_says_so(visit):
    empty = Place.objects.filter(level=PlaceLevel.COMMUNE, valid_to=None, sellers=None, products=None).first()
    page = visit(LIST, {"noi": global_id("Place", empty.pk)})
    assert "Không có nhà sản xuất nào hợp" in page.text and page.link("Bỏ hết") == LIST


def test_stall_shows_who_sells_and_what(visit):
    seller = Seller.objects.get(slug="cong-ty-tnhh-toan-xuan")
    page = visit(f"{LIST}{seller.slug}/")
    assert seller.legal_name in page.text and seller.address in page.text and seller.about in page.text
    assert set(page.goods) == set(Listing.objects.filter(seller=seller).values_list("product__slug", flat=True))


def test_made_up_producers_are_called_so(visit):
    made_up, real = (Seller.objects.filter(is_illustrative=value).first() for value in (True, False))
    words = "Nhà sản xuất này được đặt ra để trình diễn."
    assert words in visit(f"{LIST}{made_up.slug}/").text
    assert words not in visit(f"{LIST}{real.slug}/").text


def test_stall_without_goods_says_so(visit):
    seller = Seller.objects.get(slug="cong-ty-tnhh-toan-xuan")
    seller.products.update(status="PAUSED")
    refresh_listings(product_ids=seller.products.values_list("pk", flat=True))
    assert "Gian hàng hiện chưa bày gì." in visit(f"{LIST}{seller.slug}/").text


def test_large_stall_has_pages(visit):
    seller = Seller.objects.get(slug="cong-ty-tnhh-toan-xuan")
    Listing.objects.update(seller=seller)
    seller_page = f"{LIST}{seller.slug}/"
    first = visit(seller_page)
    second = visit(first.link("Trang sau"))
    assert len(first.goods) == len(second.goods) == 24 and not set(first.goods) & set(second.goods)
    assert visit(second.link("Trang trước")).goods == first.goods


@pytest.mark.parametrize("status", ["SUSPENDED", "CLOSED"])
def test_seller_who_may_not_sell_is_not_shown(client, status):
    Seller.objects.filter(slug="cong-ty-tnhh-toan-xuan").update(status=status)
    assert client.get(f"{LIST}cong-ty-tnhh-toan-xuan/").status_code == 404


def test_a_shop_on_holiday_says_until_when_and_keeps_its_page(visit):
    seller = Seller.objects.get(slug="cong-ty-tnhh-toan-xuan")
    first, last = today(), today() + timedelta(days=2)
    Seller.objects.filter(pk=seller.pk).update(holiday_from=first, holiday_until=last, holiday_note="Nghỉ <b>Tết</b>")
    page = visit(f"{LIST}{seller.slug}/")
    assert "Gian hàng đang nghỉ" in page.text and f"{last:%d/%m/%Y}" in page.text
    assert "Nghỉ <b>Tết</b>" in page.text and page.goods


def test_a_shop_whose_licence_has_expired_says_so_and_keeps_its_page(visit):
    seller = Seller.objects.get(slug="cong-ty-tnhh-toan-xuan")
    assert "gia hạn" not in visit(f"{LIST}{seller.slug}/").text
    Seller.objects.filter(pk=seller.pk).update(papers_valid_until=today() - timedelta(days=1))
    page = visit(f"{LIST}{seller.slug}/")
    assert "cần gia hạn một giấy phép" in page.text and page.goods
