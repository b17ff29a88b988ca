"""Hearts and followed shops, by forms that need no script."""

import pytest
from django.test import Client

from catalog.models import Listing, SavedProduct
from marketplace.graphql.ids import global_id
from sellers.models import Follow
from tests.marketplace.people import make_user
from tests.orders.people import make_goods

pytestmark = pytest.mark.django_db
WISHES, FOLLOWED = "/tai-khoan/da-luu/", "/tai-khoan/theo-doi/"


@pytest.fixture
def goods():
    return make_goods(name="Gạo tám Hải Hậu")


@pytest.fixture
def inside(client):
    user = make_user()
    client.force_login(user)
    return user


def heart_of(page):
    """What the heart on a page sends."""
    at = page.elements.index(("form", page.all("form", action="/luu/")[0]))
    fields = [found for tag, found in page.elements[at:] if tag == "input"][:3]
    return {field["name"]: field["value"] for field in fields if field["name"] in ("product", "tiep", "bo")}


@pytest.mark.parametrize("address", [WISHES, FOLLOWED])
def test_lists_are_for_those_inside(visit, inside, address):
    for language in ("vi", "en"):
        page = visit(address, language=language)
        assert page.stray == [] and len(page.all("h1")) == 1
        assert page.response.headers["Cache-Control"] == "private, no-store"
    assert Client().get(address).headers["Location"] == f"/dang-nhap/?tiep={address.replace('/', '%2F')}"


def test_a_heart_saves_and_takes_back(client, visit, inside, goods):
    where = f"/san-pham/{goods.product.slug}/"
    page = visit(where)
    assert page.stray == [] and "Lưu lại" in page.text
    assert client.post("/luu/", heart_of(page)).headers["Location"] == where
    assert SavedProduct.objects.get().user == inside
    page = visit(where)
    assert "Đã lưu" in page.text and goods.product.name in visit(WISHES).text
    client.post("/luu/", heart_of(page))
    assert not SavedProduct.objects.exists() and "Chưa lưu sản phẩm nào" in visit(WISHES).text


def test_cards_have_hearts_too(visit, client, inside, goods):
    page = visit("/san-pham/")
    assert page.stray == [] and heart_of(page)["product"] == global_id("Product", goods.product_id)


def test_strangers_sign_in_first_and_come_back(client, goods):
    given = {"product": global_id("Product", goods.product_id), "tiep": "/san-pham/x/"}
    assert client.post("/luu/", given).headers["Location"] == "/dang-nhap/?tiep=%2Fsan-pham%2Fx%2F"
    away = client.post("/luu/", {**given, "tiep": "https://evil.example/"})
    assert away.headers["Location"] == "/dang-nhap/?tiep=%2Ftai-khoan%2Fda-luu%2F"
    assert not SavedProduct.objects.exists()


def test_what_left_the_shelves_stays_on_the_list_by_name(client, visit, inside, goods):
    client.post("/luu/", {"product": global_id("Product", goods.product_id)})
    Listing.objects.filter(pk=goods.product_id).delete()
    page = visit(WISHES)
    assert "Gạo tám Hải Hậu" in page.text and "Hiện không bán" in page.text and page.stray == []
    client.post("/luu/", heart_of(page))
    assert not SavedProduct.objects.exists()


def test_sold_out_goods_offer_to_tell(visit, inside):
    goods = make_goods(left=0)
    assert "Báo tôi khi có hàng" in visit(f"/san-pham/{goods.product.slug}/").text


def test_a_shop_is_followed_from_its_page(client, visit, inside, goods):
    where = f"/nha-san-xuat/{goods.seller.slug}/"
    page = visit(where)
    assert "Theo dõi cửa hàng" in page.text and page.stray == []
    given = {"seller": global_id("Seller", goods.seller_id), "tiep": where}
    assert client.post("/theo-doi/", given).headers["Location"] == where
    assert Follow.objects.get().user == inside and "Bỏ theo dõi" in visit(where).text
    assert goods.seller.name in visit(FOLLOWED).text
    client.post("/theo-doi/", {**given, "bo": "1"})
    assert not Follow.objects.exists()


def test_what_does_not_work_is_said(client, inside):
    answer = client.post("/luu/", {"product": global_id("Product", 10**9)})
    assert answer.status_code == 200 and 'role="alert"' in answer.content.decode()
