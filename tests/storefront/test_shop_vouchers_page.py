"""A shop's vouchers, by plain forms: who sees them, making one, stopping one, and what is refused."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from marketplace.graphql.ids import global_id
from marketplace.models import AuditEntry
from orders.models import Voucher
from sellers.models import Role
from tests.catalog.factories import make_member, make_seller
from tests.marketplace.people import make_user
from tests.orders.vouchers import make_voucher, percent
from tests.shop import statements
from tests.storefront.filling import client, fill

__all__ = ["client", "fill"]
pytestmark = pytest.mark.django_db
PAGE = "/nguoi-ban/phieu-giam-gia/"
FORM = {
    "name": "Mừng Tết",
    "code": "tet 2027",
    "kind": "PERCENT",
    "basisPoints": "12,5",
    "cap": "50.000",
    "minimumBasket": "200 000 ₫",
    "validUntil": "2027-02-20",
    "mostUses": "100",
    "mostUsesPerUser": "1",
    "isPublic": "1",
}


@pytest.fixture
def seller():
    return make_seller(name="Hợp tác xã Giao Thủy")


@pytest.fixture
def owner(client, seller):
    owner = make_member(seller)
    client.force_login(owner)
    return owner


def rows():
    return [list(table.objects.order_by("pk").values()) for table in (Voucher, AuditEntry)]


def landed(visit, answer):
    page = visit(answer.headers["Location"].partition("#")[0])
    assert page.all("p", role="status") and page.stray == []
    return page


def test_one_is_made_and_stopped(visit, fill, owner, seller):
    assert visit("/tai-khoan/").link("Phiếu giảm giá của cửa hàng") == PAGE
    assert "Chưa có phiếu nào." in visit(PAGE).text
    page = landed(visit, fill(PAGE, FORM))
    voucher = Voucher.objects.get()
    assert (voucher.seller, voucher.code, voucher.kind) == (seller, "TET2027", "PERCENT")
    assert (voucher.basis_points, voucher.cap, voucher.minimum_basket) == (1_250, 50_000, 200_000)
    assert (voucher.most_uses, voucher.most_uses_per_user) == (100, 1)
    assert voucher.is_public and not voucher.is_first_order
    assert timezone.localtime(voucher.valid_until).isoformat() == "2027-02-20T23:59:59+07:00"
    assert "Giảm 12,5%, tối đa 50.000" in page.text and "20/02/2027" in page.text and "0/100 lượt" in page.text
    page = landed(visit, fill(PAGE, {"dung": global_id("Voucher", voucher.pk)}))
    voucher.refresh_from_db()
    assert voucher.stopped_at is not None and "đã dừng trước hạn" in page.text and not page.all("button", name="dung")
    before = rows()
    assert fill(PAGE, {"dung": global_id("Voucher", voucher.pk)}, status=422).all("p", role="alert")
    assert rows() == before


@pytest.mark.parametrize(
    "given,kept",
    [
        ({"kind": "AMOUNT", "amount": "15.000"}, ("AMOUNT", None, 15_000, None)),
        ({"kind": "DELIVERY", "cap": ""}, ("DELIVERY", None, None, None)),
        ({"kind": "DELIVERY", "cap": "30000"}, ("DELIVERY", None, None, 30_000)),
    ],
)
def test_each_kind_takes_what_it_knows(fill, owner, given, kept):
    fill(PAGE, {**FORM, **given})
    voucher = Voucher.objects.get()
    assert (voucher.kind, voucher.basis_points, voucher.amount, voucher.cap) == kept


def test_a_button_pressed_twice_makes_one(fill, owner):
    pressed = {**FORM, "code": "", "key": "once"}
    fill(PAGE, pressed), fill(PAGE, pressed)
    assert Voucher.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"code": "TẾT"},
        {"code": "CHUNG"},
        {"basisPoints": ""},
        {"basisPoints": "nhiều"},
        {"basisPoints": "101"},
        {"cap": ""},
        {"kind": "AMOUNT"},
        {"minimumBasket": "-5"},
        {"mostUses": "0"},
        {"mostUsesPerUser": "hai"},
        {"validUntil": ""},
        {"validUntil": "2020-01-01"},
        {"validUntil": "31/02/2027"},
        {"validFrom": "mai"},
        {"validFrom": "2027-03-01"},
    ],
)
def test_what_makes_no_sense_is_told_and_what_was_typed_stays(fill, owner, changes):
    make_voucher("CHUNG")
    before, given = rows(), {**FORM, **changes}
    page = fill(PAGE, given, status=422)
    assert page.all("p", role="alert") and rows() == before
    assert page.all("input", name="minimumBasket")[0]["value"] == given["minimumBasket"]


def test_those_that_ended_stand_apart(visit, owner, seller):
    now = timezone.now()
    make_voucher("DANGDUNG", seller=seller, **percent())
    make_voucher("SAPTOI", seller=seller, valid_from=now + timedelta(days=1))
    make_voucher("HETHAN", seller=seller, valid_until=now - timedelta(minutes=1))
    make_voucher("HETLUOT", seller=seller, most_uses=1, uses=1)
    make_voucher("KHAC", seller=make_seller())
    page = visit(PAGE)
    counting, _heading, ended = page.text.partition("Phiếu đã kết thúc")
    assert "DANGDUNG" in counting and "SAPTOI" in counting and "chưa bắt đầu" in counting
    assert "HETHAN" in ended and "HETLUOT" in ended and "KHAC" not in page.text
    assert len(page.all("button", name="dung")) == 2


def test_only_for_those_who_set_the_shops_prices(client, visit, seller):
    voucher = make_voucher("DANGDUNG", seller=seller)
    assert client.get(PAGE).headers["Location"].startswith("/dang-nhap/")
    before = rows()
    for viewer in (make_user(), make_member(seller, role=Role.STAFF)):
        browser = Client()
        browser.force_login(viewer)
        assert browser.get(PAGE).status_code == 404
        for given in (FORM, {"dung": global_id("Voucher", voucher.pk)}):
            assert browser.post(PAGE, given).status_code == 404
        assert PAGE not in browser.get("/tai-khoan/").content.decode()
    assert rows() == before
    client.force_login(make_member(seller, role=Role.MANAGER))
    assert "DANGDUNG" in visit(PAGE).text and PAGE in visit("/tai-khoan/").html


def test_nobody_stops_the_voucher_of_another_shop(fill, owner):
    theirs, ours = make_voucher("KHAC", seller=make_seller()), make_voucher("CHUNG")
    before = rows()
    for voucher in (theirs, ours):
        fill(PAGE, {"dung": global_id("Voucher", voucher.pk)}, status=422)
    assert rows() == before


def test_statements_do_not_grow_and_there_are_pages(visit, owner, seller):
    def count():
        with statements() as ran:
            page = visit(PAGE)
        return len(ran), page

    make_voucher("MOT", seller=seller)
    visit(PAGE)
    small, _page = count()
    for number in range(55):
        make_voucher(f"NHIEU{number}", seller=seller)
    large, page = count()
    assert large == small and len(page.all("button", name="dung")) == 50
    assert "MOT" in visit(page.all("a", rel="next")[0]["href"]).text
