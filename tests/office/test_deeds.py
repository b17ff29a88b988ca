"""What officers do from the office: each deed is a command, asked for by POST."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture

from catalog.models import ProductStatus
from marketplace.models import AuditEntry
from tests.catalog.factories import (
    group_named,
    make_certificate,
    make_officer,
    make_place,
    make_product,
    make_seller,
    traces,
)

pytestmark = pytest.mark.django_db
GIVEN = {
    "number": "36-1-2026",
    "stars": "4",
    "points": "72.5",
    "decision": "12/QĐ-UBND",
    "level": "PROVINCE",
    "issued_by": "UBND tỉnh Ninh Bình",
    "issued_on": "2026-01-05",
}


@pytest.fixture
def product(place):
    return make_product(seller=make_seller(place=place))


def deed(product, name):
    return reverse(f"admin:catalog_product_{name}", args=[product.pk])


def picture():
    content = io.BytesIO()
    Picture.new("RGB", (600, 400), (90, 140, 60)).save(content, "JPEG")
    return SimpleUploadedFile("a.jpg", content.getvalue(), "image/jpeg")


def test_pause_and_publish(office, product):
    assert office.post(deed(product, "pause")).status_code == 302
    product.refresh_from_db()
    assert product.status == ProductStatus.PAUSED
    assert office.post(deed(product, "publish")).status_code == 302
    product.refresh_from_db()
    assert product.status == ProductStatus.PUBLISHED
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["pause_product", "publish_product"]


def test_a_certificate_is_issued(office, product):
    answer = office.post(deed(product, "certify"), GIVEN)
    assert answer.status_code == 302, answer.context["form"].errors
    certificate = product.certificates.get()
    assert (certificate.number, certificate.stars, str(certificate.points)) == ("36-1-2026", 4, "72.5")


def test_a_picture_is_added(office, product, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert office.post(deed(product, "add_picture"), {"file": picture(), "alt": "Ruộng lúa"}).status_code == 302
    assert product.media.count() == 2


def test_a_certificate_is_revoked(office, product):
    certificate = make_certificate(product)
    address = reverse("admin:catalog_certificate_revoke", args=[certificate.pk])
    given = {"decision": "9/QĐ-UBND", "reason": "Không đạt", "revoked_on": str(certificate.issued_on)}
    assert office.post(address, given).status_code == 302
    certificate.refresh_from_db()
    assert certificate.revocation_reason == "Không đạt"


@pytest.mark.parametrize(
    ("field", "value", "blamed"),
    [
        ("issued_on", "2015-01-01", "issued_on"),
        ("level", "MINISTRY", "level"),
        ("points", "50", "points"),
        ("number", "", "number"),
        ("stars", "6", "stars"),
    ],
)
def test_what_the_command_refuses_stands_at_its_field(office, product, field, value, blamed):
    before = traces()
    answer = office.post(deed(product, "certify"), {**GIVEN, field: value})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [blamed]
    assert answer.context["form"]["decision"].value() == GIVEN["decision"]  # nothing that was typed is lost
    assert traces() == before


@pytest.mark.parametrize("name", ["publish", "pause", "certify", "add_picture"])
def test_a_deed_asks_before_it_does(office, product, name):
    before = traces()
    assert office.get(deed(product, name)).status_code == 200
    assert traces() == before


@pytest.mark.parametrize("name", ["publish", "pause", "certify", "add_picture"])
def test_other_offices_products_are_out_of_reach(office, name):
    other = make_product(seller=make_seller(place=make_place()), status=ProductStatus.PAUSED)
    before = traces()
    assert office.post(deed(other, name), GIVEN).status_code == 403
    assert traces() == before


def test_without_the_permission_there_is_no_button_and_no_deed(enter, place, product):
    officer = make_officer(place)
    officer.groups.clear()
    browser = enter(officer)
    before = traces()
    for name in ("publish", "pause", "certify", "add_picture"):
        assert browser.post(deed(product, name), GIVEN).status_code == 403
    assert traces() == before


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        (ProductStatus.PUBLISHED, {"pause", "take_down"}),
        (ProductStatus.PAUSED, {"publish", "take_down"}),
        (ProductStatus.IN_REVIEW, {"publish", "give_back", "take_down"}),
        (ProductStatus.TAKEN_DOWN, {"restore"}),
    ],
)
def test_only_the_buttons_of_use_are_shown(office, place, status, shown):
    product = make_product(seller=make_seller(place=place), status=status)
    page = office.get(deed(product, "change")).content.decode()
    names = ("publish", "pause", "give_back", "take_down", "restore")
    assert {name for name in names if f'href="{deed(product, name)}"' in page} == shown
    assert f'href="{deed(product, "certify")}"' in page


def test_what_is_revoked_has_no_button_to_revoke(office, product):
    certificate = make_certificate(product)
    address = reverse("admin:catalog_certificate_revoke", args=[certificate.pk])
    page = reverse("admin:catalog_certificate_change", args=[certificate.pk])
    assert address in office.get(page).content.decode()
    office.post(address, {"decision": "9/QĐ", "reason": "Không đạt", "revoked_on": str(certificate.issued_on)})
    assert address not in office.get(page).content.decode()


def test_the_group_is_asked_for_only_where_the_editions_leave_a_choice(office, place, product):
    assert "group_id" not in office.get(deed(product, "certify")).context["form"].fields
    herb = make_product(seller=make_seller(place=place), group="herb-other")
    given = {**GIVEN, "level": "PROVINCE", "stars": "3", "points": "", "issued_on": "2020-06-01"}
    before = traces()
    refused = office.post(deed(herb, "certify"), given)
    assert list(refused.context["form"].errors) == ["group_id"]
    assert traces() == before
    device = group_named("herb-device", edition="781")
    assert office.post(deed(herb, "certify"), {**given, "group_id": device.pk}).status_code == 302
    assert herb.certificates.get().group == device
