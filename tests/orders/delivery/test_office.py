"""The office's pages of delivery: the marketplace's ways, kept by deeds, and parcels to look at."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from marketplace.models import AuditEntry
from orders.models import DeliveryMethod, Shipment
from tests.catalog.factories import make_officer, make_place, make_seller
from tests.marketplace.people import make_user
from tests.office.conftest import enter, no_broker
from tests.orders.people import delivery, make_goods, pickup, placed

__all__ = ["enter", "no_broker"]
pytestmark = pytest.mark.django_db
LIST = "admin:orders_deliverymethod_changelist"
TERMS = {"kind": "DELIVERY", "name_vi": "Xe tải", "carrier": "MANUAL", "PROVINCE_fee": "9000"}
TERMS |= {"PROVINCE_up_to_grams": "1000", "PROVINCE_step_fee": "500", "PROVINCE_step_grams": "500"}


@pytest.fixture
def administrator(enter):
    return enter(make_user(email="chief@example.com", is_staff=True, is_superuser=True))


def rows():
    return [list(table.objects.order_by("pk").values()) for table in (DeliveryMethod, AuditEntry)]


def test_the_marketplaces_ways_are_kept_by_deeds(administrator):
    theirs = DeliveryMethod.objects.create(seller=make_seller(), kind="PICKUP", name_vi="Của cửa hàng", name_en="x")
    delivery(), pickup()
    page = administrator.get(reverse(LIST)).content.decode()
    assert "Giao tận nơi" in page and theirs.name_vi not in page
    assert administrator.get(reverse("admin:orders_deliverymethod_add_way")).status_code == 200
    answer = administrator.post(reverse("admin:orders_deliverymethod_add_way"), TERMS)
    assert answer.status_code == 302
    added = DeliveryMethod.objects.get(name_vi="Xe tải")
    assert (added.seller_id, added.rates.get().fee) == (None, 9_000)
    change = reverse("admin:orders_deliverymethod_change_terms", args=[added.pk])
    assert 'value="9000"' in administrator.get(change).content.decode()
    administrator.post(change, {**TERMS, "PROVINCE_fee": "8000", "free_from": "300000"})
    added.refresh_from_db()
    assert (added.free_from, added.rates.get().fee) == (300_000, 8_000)
    administrator.post(reverse("admin:orders_deliverymethod_stop", args=[added.pk]))
    added.refresh_from_db()
    assert added.is_active is False


def test_what_makes_no_sense_comes_back_with_what_is_wrong(administrator):
    before = rows()
    answer = administrator.post(reverse("admin:orders_deliverymethod_add_way"), {**TERMS, "cod_fee": "-1"})
    assert answer.status_code == 422
    answer = administrator.post(reverse("admin:orders_deliverymethod_add_way"), {**TERMS, "PROVINCE_fee": ""})
    assert answer.status_code == 422
    assert rows() == before


def test_officers_without_the_permission_change_nothing(enter):
    officer = make_officer(make_place())
    browser, method = enter(officer), delivery()
    before = rows()
    for deed, arguments in (("add_way", ()), ("change_terms", (method.pk,)), ("stop", (method.pk,))):
        address = reverse(f"admin:orders_deliverymethod_{deed}", args=arguments)
        assert browser.post(address, TERMS).status_code in (302, 403)
    assert rows() == before
    officer.user_permissions.add(Permission.objects.get(codename="view_shipment"))
    assert enter(type(officer).objects.get(pk=officer.pk)).get("/admin/orders/shipment/").status_code == 200


def test_parcels_are_there_to_look_at(administrator):
    part = placed(make_goods()).parts.get()
    parcel = Shipment.objects.create(seller_order=part, number=part.number, carrier="GHN", status="BOOKED")
    parcel.events.create(status="BOOKED", said="ready_to_pick", happened_at=timezone.now())
    assert part.number in administrator.get("/admin/orders/shipment/").content.decode()
    page = administrator.get(f"/admin/orders/shipment/{parcel.pk}/change/").content.decode()
    assert "ready_to_pick" in page
    assert administrator.post(f"/admin/orders/shipment/{parcel.pk}/change/", {"status": "LOST"}).status_code == 403
