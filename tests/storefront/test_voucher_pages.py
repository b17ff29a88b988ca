"""Vouchers in the storefront: shown by their shop, typed at checkout, and told on the order's page."""

import re

import pytest

from orders.commands.carts import Wanted, add_lines
from orders.commands.checkout import place_order
from orders.models import Order, Voucher
from sellers.models import Seller
from tests.orders.people import checkout_of, make_goods, make_member
from tests.orders.vouchers import check_sums, make_voucher, percent
from tests.storefront.test_buying_pages import CART, NAMES, WHO, add, where

__all__ = ["add"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]


def total_of(content):
    return int(re.search(r'name="tong" value="(\d+)"', content)[1])


def test_a_shop_shows_its_open_vouchers(visit, add):
    add(NAMES[0])
    seller = Seller.objects.get(products__name=NAMES[0])
    make_voucher("KHAITRUONG", seller=seller, is_public=True, minimum_basket=100_000, **percent(1_250, 50_000))
    make_voucher("KIN", seller=seller)
    make_voucher("CHUNG", is_public=True)
    for address in (f"/nha-san-xuat/{seller.slug}/", CART):
        page = visit(address)
        assert "KHAITRUONG" in page.text and "KIN" not in page.text.replace("KHAITRUONG", "")
        assert ("CHUNG" in page.text) == (address == CART) and page.stray == []
        assert "Giảm 12,5%, tối đa 50.000" in page.text and "cho đơn hàng từ 100.000" in page.text


def test_codes_show_what_they_do_before_they_are_used(client, visit, add):
    add(NAMES[0])
    make_voucher("GIAM5", amount=5_000, name="Mừng Tết")
    make_voucher("XA", kind="DELIVERY", minimum_basket=10**9)
    address = where(visit)
    before = total_of(client.get(address).content.decode())
    looked = client.post(address, {**WHO, "giam": "giam5, xa khong", "tinh-lai": "1"})
    content = looked.content.decode()
    assert looked.status_code == 200 and total_of(content) == before - 5_000
    assert "Mừng Tết" in content and "Không có mã giảm giá này." in content and "Mua thêm" in content
    refused = client.post(address, {**WHO, "giam": "giam5 xa", "tong": str(before - 5_000), "key": "k", "dat": "1"})
    assert refused.status_code == 422 and "Mua thêm" in refused.content.decode()
    assert not Order.objects.exists() and Voucher.objects.get(code="GIAM5").uses == 0
    assert 'value="giam5"' in client.get(f"{address}&giam=giam5").content.decode()

    ordered = client.post(address, {**WHO, "giam": "giam5", "tong": str(before - 5_000), "key": "k", "dat": "1"})
    page = visit(ordered.headers["Location"])
    placed = Order.objects.get()
    assert placed.total == before - 5_000 and Voucher.objects.get(code="GIAM5").uses == 1
    assert "GIAM5" in page.text and "Giảm giá" in page.text and "−5.000" in page.text and page.stray == []
    check_sums(placed)


def test_a_shop_sees_the_discount_who_pays_for_it_and_the_link(client, visit):
    goods = make_goods(name="Nước mắm Sa Châu")
    make_voucher("GIAM5", amount=5_000)
    kept = add_lines(actor=None, token=None, wanted=[Wanted(goods.pk, 1, "live-77")])
    checkout = checkout_of(kept.cart, vouchers=["GIAM5"], total=45_000)
    place_order(actor=None, token=kept.token, checkout=checkout)
    client.force_login(make_member(goods.seller))
    [address] = [link for words, link in visit("/nguoi-ban/don-hang/").links if words.endswith("-1")]
    page = visit(address)
    assert "live-77" in page.text and "−5.000" in page.text and "45.000" in page.text
    assert "Trong đó chợ hoặc chương trình trả cho cửa hàng" in page.text and page.stray == []


def test_nonsense_for_a_code_is_no_fault(client, visit, add):
    add(NAMES[0])
    address = where(visit)
    for text in ("\0", ", ,;", "x" * 5_000, "<script>", "ß" * 40, " ".join("ABCD" for _ in range(50))):
        assert client.post(address, {**WHO, "giam": text, "tinh-lai": "1"}).status_code == 200
        assert client.get(address, {"giam": text}).status_code == 200
