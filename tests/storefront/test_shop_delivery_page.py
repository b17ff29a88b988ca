"""How a shop delivers, by plain links and forms; and the parcel on the pages of the order."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from marketplace.graphql.ids import global_id
from orders.commands.fulfilment import confirm_order, ship_order
from orders.models import DeliveryMethod, DeliveryRate, SellerOrder, Shipment
from orders.tokens import token_of
from sellers.models import Role
from tests.catalog.factories import make_member, make_seller
from tests.marketplace.people import make_user
from tests.orders.people import delivery, make_goods, pickup, placed

pytestmark = pytest.mark.django_db
PAGE = "/nguoi-ban/giao-hang/"
FORM = {
    "kind": "DELIVERY",
    "nameVi": "Xe máy của cửa hàng",
    "carrier": "MANUAL",
    "volumetricDivisor": "6000",
    "freeFrom": "300.000",
    "insuredFrom": "1.000.000",
    "insurance": "0,5",
    "province-fee": "15.000 ₫",
    "province-upToGrams": "2000",
    "province-stepFee": "4 000",
    "province-stepGrams": "1000",
}


@pytest.fixture
def seller():
    pickup(), delivery()
    return make_seller(name="Hợp tác xã Giao Thủy")


@pytest.fixture
def owner(client, seller):
    client.force_login(make_member(seller))


def rows():
    return [list(table.objects.order_by("pk").values()) for table in (DeliveryMethod, DeliveryRate)]


@pytest.mark.usefixtures("owner")
def test_a_way_is_added_changed_and_stopped(client, visit, seller):
    page = visit(PAGE)
    assert "Giao tận nơi" in page.text and "chưa có cách giao riêng" in page.text and page.stray == []
    assert client.post(PAGE, FORM).headers["Location"] == PAGE
    method = DeliveryMethod.objects.get(seller=seller)
    assert (method.free_from, method.insured_from, method.insurance_basis_points) == (300_000, 1_000_000, 50)
    rate = method.rates.get()
    assert (rate.zone, rate.fee, rate.up_to_grams, rate.step_fee, rate.step_grams) == (
        *("PROVINCE", 15_000, 2_000, 4_000, 1_000),
    )
    page = visit(PAGE)
    assert "15.000" in page.text and "Giao tận nơi" not in page.text
    [change] = [link for words, link in page.links if "cach=" in link]
    page = visit(PAGE + change.partition("#")[0])
    assert page.all("input", name="nameVi")[0]["value"] == "Xe máy của cửa hàng"
    assert page.all("input", name="insurance")[0]["value"] == "0,50"
    assert page.all("input", name="province-fee")[0]["value"] == "15.000"
    again = {**FORM, "method": global_id("DeliveryMethod", method.pk), "nameVi": "Xe tải"}
    client.post(PAGE, again)
    assert DeliveryMethod.objects.get(seller=seller).name_vi == "Xe tải"
    client.post(PAGE, {"dung": again["method"]})
    method.refresh_from_db()
    assert method.is_active is False and "đã ngừng" in visit(PAGE).text


@pytest.mark.usefixtures("owner")
@pytest.mark.parametrize(
    "changes",
    [
        {"nameVi": ""},
        {"province-fee": "rẻ"},
        {"province-fee": ""},
        {"province-fee": "-1"},
        {"province-upToGrams": "9" * 20},
        {"freeFrom": "1" * 30},
        {"insurance": "0,555"},
        {"insurance": "500"},
        {"kind": "x", "province-fee": ""},
    ],
)
def test_what_makes_no_sense_is_told_and_what_was_typed_stays(client, changes):
    before = rows()
    answer = client.post(PAGE, {**FORM, **changes})
    assert answer.status_code == 422 and rows() == before
    assert "Xe máy của cửa hàng" in answer.content.decode() or "nameVi" in changes


def test_only_for_those_who_look_after_a_shop(client, seller):
    assert "/dang-nhap/" in client.get(PAGE).headers["Location"]
    before = rows()
    for actor in (make_user(), make_member(seller, role=Role.STAFF)):
        browser = Client()
        browser.force_login(actor)
        assert browser.get(PAGE).status_code == 404
        assert browser.post(PAGE, FORM).status_code == 404
    assert rows() == before


@pytest.mark.usefixtures("owner")
def test_nobody_changes_the_way_of_another_shop(client):
    other = DeliveryMethod.objects.create(seller=make_seller(), kind="PICKUP", name_vi="Khác", name_en="x")
    before = rows()
    client.post(PAGE, {**FORM, "method": global_id("DeliveryMethod", other.pk)})
    client.post(PAGE, {"dung": global_id("DeliveryMethod", other.pk)})
    assert rows() == before


class Sent:
    def __init__(self):
        self.goods = make_goods(name="Nước mắm Sa Châu")
        self.order = placed(self.goods, method=delivery(), total=50_000 + 35_000)
        self.part = self.order.parts.get()
        self.owner = make_member(self.goods.seller)
        confirm_order(actor=self.owner, seller_order_id=self.part.pk)
        self.shop_page = f"/nguoi-ban/don-hang/{global_id('SellerOrder', self.part.pk)}/"
        self.buyers_page = f"/don-hang/{global_id('Order', self.order.pk)}/?ma={token_of(self.order.number)}"


def test_buyers_see_the_way_of_their_parcel(visit):
    case = Sent()
    ship_order(actor=case.owner, seller_order_id=case.part.pk, carrier="GHN", tracking_number="X1")
    parcel = Shipment.objects.get()
    later = timezone.now() + timedelta(minutes=5)
    parcel.events.create(status="NOT_TAKEN_IN", said="delivery_fail", reason="Không nghe máy", happened_at=later)
    parcel.events.create(status="ON_THE_WAY", said="picked", happened_at=later - timedelta(minutes=2))
    page = visit(case.buyers_page)
    assert page.text.count("Đang trên đường") == 1  # said twice, shown once
    assert page.text.index("Chưa giao được") < page.text.index("Đang trên đường")
    assert "Không nghe máy" in page.text and "GHN X1" in page.text and page.stray == []


def test_shops_call_a_carrier_and_call_it_off(client, visit):
    case = Sent()
    client.force_login(case.owner)
    assert "Gọi đơn vị vận chuyển" not in visit(case.shop_page).text
    DeliveryMethod.objects.update(carrier="GHN")
    assert "Gọi đơn vị vận chuyển đến lấy" in visit(case.shop_page).text
    client.post(f"{case.shop_page}buoc/", {"viec": "dat-xe"})
    assert Shipment.objects.get().status == "WAITING"
    page = visit(case.shop_page)
    assert "Đang gọi đơn vị vận chuyển" in page.text and page.stray == []
    assert "Đang gọi" not in visit(case.buyers_page).text
    client.post(f"{case.shop_page}buoc/", {"viec": "huy-xe"})
    assert Shipment.objects.get().is_unwanted is True and "đang báo hủy" in visit(case.shop_page).text
    assert SellerOrder.objects.get().status == "CONFIRMED"
