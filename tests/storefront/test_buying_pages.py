"""From a product's page to an order and what becomes of it, by plain links and forms."""

import pytest
from django.test import Client

from catalog.models import Product, StockItem
from orders.commands.payments.transfers import Booked, take_transfers
from orders.models import CartLine, Order, Payment, SellerOrder
from tests.marketplace.people import PASSWORD, make_user
from tests.storefront.filling import fill

__all__ = ["fill"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]
CART, CHECKOUT = "/gio-hang/", "/dat-hang/"
NAMES = ("Gạo sạch Quỳnh Thanh 999", "Mắm tôm Ninh Cơ")
WHO = {"contactName": "Trần Thị Mua", "phone": "0912 345 678", "street": "12 Trần Phú", "email": "", "note": ""}


@pytest.fixture
def add(client, visit):
    """Puts a product of that name into the cart, as its page's form does."""

    def added(name, quantity=1):
        page = visit(f"/san-pham/{Product.objects.get(name=name).slug}/")
        [variant, *_others] = page.all("input", name="variant") or page.all("option")
        given = {"variant": variant["value"], "quantity": quantity}
        return client.post("/gio-hang/them/", given)

    return added


def where(visit):
    """The address of the checkout for a commune that was chosen step by step."""
    page = visit(CHECKOUT)
    province = next(option["value"] for option in page.all("option") if option["value"])
    page = visit(CHECKOUT, {"tinh": province})
    communes = [option["value"] for option in page.all("option") if option["value"]]
    return f"{CHECKOUT}?tinh={province}&xa={communes[-1]}"


def order(client, visit, **changes):
    address = where(visit)
    page = visit(address)
    [total], [key] = page.all("input", name="tong"), page.all("input", name="key")
    given = {**WHO, "tong": total["value"], "key": key["value"], "dat": "1", **changes}
    return client.post(address, given)


def test_a_guest_buys_from_two_shops(client, visit, add):
    for name in NAMES:
        assert add(name, 2).headers["Location"] == CART
    page = visit(CART)
    assert all(name in page.text for name in NAMES) and page.stray == []
    answer = order(client, visit)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    page = visit(answer.headers["Location"])
    assert "Cảm ơn bạn!" in page.text and "chờ cửa hàng xác nhận" in page.text and page.stray == []
    placed = Order.objects.get()
    assert placed.parts.count() == 2 and f"{placed.total:,}".replace(",", ".") in page.text
    assert not CartLine.objects.exists() and "còn trống" in visit(CART).text

    [token], [part, *_rest] = page.all("input", name="ma")[:1], page.all("input", name="part")
    address = answer.headers["Location"].partition("?")[0]
    cancelled = client.post(f"{address}sua/", {"part": part["value"], "ma": token["value"], "viec": "huy"})
    assert "đã hủy" in visit(cancelled.headers["Location"]).text
    assert SellerOrder.objects.filter(status="CANCELLED").count() == 1
    visit(address, status=404)
    visit(address, {"ma": "0" * 32}, status=404)


def test_the_same_form_sent_twice_orders_once(client, visit, add):
    add(NAMES[0])
    address = where(visit)
    page = visit(address)
    given = {**WHO, "tong": page.all("input", name="tong")[0]["value"], "key": "same", "dat": "1"}
    first = client.post(address, given)
    client.cookies["gio"] = client.cookies["gio"].value
    assert first.status_code == 302
    assert client.post(address, given).headers["Location"] == CART  # nothing is left to be ordered
    assert Order.objects.count() == 1


def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_ordered(client, visit, add):
    add(NAMES[0])
    answer = order(client, visit, contactName=" ", phone="12")
    assert answer.status_code == 422 and 'aria-invalid="true"' in answer.content.decode()
    answer = order(client, visit, tong="1")
    assert answer.status_code == 422 and "Tổng tiền bây giờ là" in answer.content.decode()
    assert not Order.objects.exists()


def test_another_way_of_delivery_changes_the_sum(client, visit, add):
    add(NAMES[0])
    address = where(visit)
    page = visit(address)
    ways = [way for way in page.all("input", type="radio") if way["name"] != "tra" and "disabled" not in way]
    before = page.all("input", name="tong")[0]["value"]
    again = client.post(address, {**WHO, ways[-1]["name"]: ways[-1]["value"], "tinh-lai": "1"})
    assert again.status_code == 200
    assert f'name="tong" value="{before}"' not in again.content.decode()


def test_changes_are_told_and_hinder(client, visit, add):
    add(NAMES[0], 3)
    StockItem.objects.filter(variant__product__name=NAMES[0]).update(on_hand=1, allocated=0)
    page = visit(CART)
    assert "không còn đủ số lượng" in page.text and not page.all("a", href=CHECKOUT)
    [line] = CartLine.objects.all()
    form = page.all("input", name="line")[0]["value"]
    assert client.post("/gio-hang/sua/", {"line": form, "quantity": "x"}).status_code == 422
    client.post("/gio-hang/sua/", {"line": form, "quantity": "1"})
    assert visit(CART).all("a", href=CHECKOUT)
    client.post("/gio-hang/sua/", {"line": form, "quantity": "0"})
    assert not CartLine.objects.filter(pk=line.pk).exists()


def test_what_was_chosen_before_signing_in_is_kept(client, visit, fill, add):
    add(NAMES[0])
    user = make_user()
    fill("/dang-nhap/", {"login": user.email, "password": PASSWORD})
    assert NAMES[0] in visit(CART).text
    assert "gio" not in client.cookies or not client.cookies["gio"].value
    assert order(client, visit).status_code == 302
    assert Order.objects.get().user == user
    page = visit("/don-hang/")
    assert Order.objects.get().number in page.text and page.stray == []


def test_an_empty_cart_leads_back_and_bad_goods_are_refused(client, visit):
    assert client.get(CHECKOUT).headers["Location"] == CART
    assert client.post("/gio-hang/them/", {"variant": "x", "quantity": "1"}).status_code == 422
    visit("/don-hang/nonsense/", status=404)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_are_well_formed_in_both_languages(visit, add, language):
    add(NAMES[0])
    for address in (CART, where(visit)):
        page = visit(address, language=language)
        assert page.stray == [] and len(page.all("h1")) == 1
        assert page.response.headers["Cache-Control"] == "private, no-store"


def test_forms_of_other_sites_change_nothing(add):
    strict = Client(enforce_csrf_checks=True)
    for address in ("/gio-hang/sua/", CHECKOUT, "/don-hang/x/sua/"):
        assert strict.post(address, {"line": "x"}).status_code == 403


def test_paying_by_bank_transfer(client, visit, add):
    add(NAMES[0])
    answer = order(client, visit, tra="BANK")
    assert answer.status_code == 302, answer.content.decode()[:3000]
    address = answer.headers["Location"]
    page, payment = visit(address), Payment.objects.get()
    assert payment.purpose in page.text and "Vui lòng thanh toán" in page.text and page.stray == []
    assert "Cảm ơn bạn!" not in page.text
    [image] = [one for one in page.all("img") if one.get("class") == "pay-code"]
    assert image["src"].startswith("data:image/png;base64,")
    take_transfers([Booked("FT1", payment.amount, payment.expires_at, payment.purpose)])
    page = visit(address)
    assert "Vui lòng thanh toán" not in page.text and "chờ cửa hàng xác nhận" in page.text
