"""Labels and packing slips: what stands on them, and who gets them."""

import io
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader
from reportlab.lib.pagesizes import A5, A6

from orders.models import Order, OrderLine, SellerOrder, SellerOrderStatus
from orders.printing.parcels import MOST
from sellers.models import Member, Role
from tests.catalog.factories import make_seller
from tests.marketplace.people import bearer, make_session, make_user
from tests.orders.people import Unchanged, delivery, make_goods, make_member, placed
from tests.shop import statements

pytestmark = pytest.mark.django_db
TOTAL = 100_000 + 35_000 + 2 * 6_000


@pytest.fixture
def goods():
    return make_goods(left=200, name="Nước mắm Sa Châu")


@pytest.fixture
def owner(goods):
    return make_member(goods.seller)


def part_of(goods, status=SellerOrderStatus.CONFIRMED, **fields):
    part = placed(goods, quantity=2, method=delivery(), total=TOTAL, **fields).parts.get()
    SellerOrder.objects.filter(pk=part.pk).update(status=status)
    return SellerOrder.objects.get(pk=part.pk)


def get(kind, *parts, user=None, **headers):
    if user is not None:
        headers |= bearer(make_session(user), timezone.now())
    query = urlencode([("order", getattr(part, "number", part)) for part in parts])
    return Client().get(f"/files/orders/{kind}.pdf?{query}", headers=headers)


def pages(response):
    assert response.status_code == 200
    return PdfReader(io.BytesIO(response.content)).pages


def words(page):
    return " ".join(page.extract_text().split())


def test_a_label_names_both_ends_and_the_cash(goods, owner):
    part = part_of(goods)
    SellerOrder.objects.filter(pk=part.pk).update(carrier="GHN", tracking_number="GHN123")
    response = get("labels", part, user=owner)
    [page] = pages(response)
    said = words(page)
    for expected in (
        part.number, "Trần Thị Mua", "12 Trần Phú", str(part.order.place), part.seller_name, "147.000 ₫", "GHN123",
        "Người nhận", "Thu hộ",
    ):  # fmt: skip
        assert expected in said
    assert "Nước mắm" not in said
    assert [float(page.mediabox.width), float(page.mediabox.height)] == pytest.approx(A6, abs=0.01)
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Cache-Control"] == "private, no-store"


def test_nothing_is_collected_twice(goods, owner):
    part = part_of(goods)
    SellerOrder.objects.filter(pk=part.pk).update(collected_at=timezone.now())
    [page] = pages(get("labels", part, user=owner, **{"Accept-Language": "en"}))
    assert "Cash to collect: 0 ₫" in words(page)


def test_a_slip_lists_goods_pieces_and_the_note(goods, owner):
    part = part_of(goods, note="Gọi trước khi giao")
    [page] = pages(get("slips", part, user=owner))
    said = words(page)
    for expected in ("Phiếu đóng gói", "Nước mắm Sa Châu", goods.sku, "Gọi trước khi giao", part.number, "147.000 ₫"):
        assert expected in said
    assert [float(page.mediabox.width), float(page.mediabox.height)] == pytest.approx(A5, abs=0.01)


def test_many_at_once_in_the_order_asked_for_and_each_once(goods, owner):
    parts = [part_of(goods) for _number in range(3)]
    asked = [parts[2], parts[0], parts[2], parts[1]]
    printed = pages(get("labels", *asked, user=owner))
    assert len(printed) == 3
    for page, part in zip(printed, (parts[2], parts[0], parts[1]), strict=True):
        assert part.number in words(page)


def test_a_long_order_goes_on_over_sheets_with_its_heads(goods, owner):
    part = part_of(goods)
    OrderLine.objects.bulk_create(
        OrderLine(seller_order=part, product_id_then=1, product_name="x", sku=f"SKU-{number}", unit_price=1,
                  quantity=1, allocated=0)
        for number in range(60)
    )  # fmt: skip
    first, *rest = pages(get("slips", part, user=owner))
    assert "SKU-0" in words(first) and "SKU-59" in words(rest[-1])
    assert all("Sản phẩm" in words(page) for page in (first, *rest[:-1]))


@pytest.mark.parametrize("kind", ["labels", "slips"])
@pytest.mark.parametrize("typed", ["<b>x</b> & <img src='file:///etc/passwd'/>", "</para>", "x" * 200, "\x01 🌶️"])
def test_what_people_typed_is_text_and_fits(goods, owner, kind, typed):
    part = part_of(goods)
    Order.objects.filter(pk=part.order_id).update(street=typed, contact_name=typed[:120], note=typed)
    SellerOrder.objects.filter(pk=part.pk).update(tracking_number=typed[:80], carrier=typed[:80])
    [page] = pages(get(kind, part, user=owner))
    if "<b>" in typed:
        assert "<b>x</b> &" in words(page)
    assert not page.images


def test_two_shops_of_one_member_in_one_file(goods, owner):
    other = make_goods(left=5)
    Member.objects.create(seller=other.seller, user=owner, role=Role.STAFF)
    assert len(pages(get("labels", part_of(goods), part_of(other), user=owner))) == 2


def test_staff_may_print(goods):
    assert pages(get("labels", part_of(goods), user=make_member(goods.seller, role=Role.STAFF)))


@pytest.mark.parametrize("kind", ["labels", "slips"])
def test_for_all_others_there_is_nothing(goods, owner, kind):
    part, strangers = part_of(goods), part_of(make_goods(left=5))
    with Unchanged():
        for user in (make_user(), make_member(make_seller())):
            assert get(kind, part, user=user).status_code == 404
        assert get(kind, part).status_code == 401
        for asked in ([part, strangers], [part, "no-such"], ["\x00"], []):
            assert get(kind, *asked, user=owner).status_code == 404
        assert get(kind, *(f"x{number}" for number in range(MOST + 1)), user=owner).status_code == 404


@pytest.mark.parametrize("status", ["PLACED", "DELIVERED", "COMPLETED", "FAILED", "CANCELLED"])
def test_no_label_for_what_is_not_to_be_sent(goods, owner, status):
    good, bad = part_of(goods), part_of(goods, status)
    with Unchanged():
        response = get("labels", good, bad, user=owner)
    assert response.status_code == 409
    assert "đơn đã xác nhận" in response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-store"


def test_no_label_for_what_the_buyer_comes_for(goods, owner):
    part = part_of(goods)
    SellerOrder.objects.filter(pk=part.pk).update(delivery_kind="PICKUP")
    assert get("labels", part, user=owner).status_code == 409
    assert get("slips", part, user=owner).status_code == 200


def test_no_slip_for_a_cancelled_order(goods, owner):
    part = part_of(goods, SellerOrderStatus.CANCELLED)
    assert get("slips", part, user=owner).status_code == 409


@pytest.mark.parametrize("kind", ["labels", "slips"])
def test_the_same_statements_for_few_and_many(goods, owner, kind):
    parts = [part_of(goods) for _number in range(6)]
    taken = []
    for asked in (parts[:1], parts):
        with statements() as found:
            assert len(pages(get(kind, *asked, user=owner))) == len(asked)
        taken.append(sum("orders_" in one or "marketplace_place" in one for one in found))
    assert taken[0] == taken[1] > 0
