from datetime import timedelta

import pytest

from catalog.commands.listings import refresh_listings
from catalog.models import Certificate, Product
from marketplace.clock import today

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]


@pytest.fixture
def certificate():
    return Certificate.objects.select_related("product__seller").get(number="MH-36-001-4-2019")


def address(certificate):
    return f"/chung-nhan/{certificate.number}/"


def test_certificate_says_who_decided_what_and_when(visit, certificate):
    page = visit(address(certificate))
    for text in (
        certificate.number,
        certificate.decision,
        f"{certificate.issued_by} (cấp tỉnh)",
        f"{certificate.issued_on:%d/%m/%Y}",
        f"{certificate.expires_on:%d/%m/%Y}",
        certificate.product.seller.legal_name,
    ):
        assert text in page.text
    assert page.link(certificate.product.name) == f"/san-pham/{certificate.product.slug}/"


def test_made_up_certificate_is_called_so(visit, certificate):
    words = "Dữ liệu minh họa: số, quyết định"
    assert words in visit(address(certificate)).text
    Certificate.objects.filter(pk=certificate.pk).update(is_illustrative=False)
    assert words not in visit(address(certificate)).text


@pytest.mark.parametrize("first,last,state,is_faded", [
    (-400, 30, "Còn hiệu lực", False),
    (-400, 0, "Còn hiệu lực", False),
    (-400, -1, "Hết hạn", True),
    (1, 400, "Chưa có hiệu lực", True),
])  # fmt: skip
def test_state_is_todays_and_the_seal_fades_out_of_force(visit, certificate, first, last, state, is_faded):
    Certificate.objects.filter(pk=certificate.pk).update(
        issued_on=today() + timedelta(first), expires_on=today() + timedelta(last)
    )
    page = visit(address(certificate))
    assert state in page.text
    assert ("#seal-faded" in page.html) == is_faded


def test_revocation_shows_its_reason(visit, certificate):
    Certificate.objects.filter(pk=certificate.pk).update(
        revoked_on=certificate.issued_on, revocation_decision="99/QĐ-UBND", revocation_reason="Thiếu giấy an toàn"
    )
    page = visit(address(certificate))
    for text in ("Bị thu hồi", "99/QĐ-UBND", "Thiếu giấy an toàn"):
        assert text in page.text


def test_other_certificates_of_the_product_are_linked(visit, certificate):
    page = visit(address(certificate))
    for other in certificate.product.certificates.exclude(pk=certificate.pk):
        assert page.link(other.number) == address(other)


def test_certificate_of_a_product_off_sale_is_shown_without_it(visit, certificate):
    Product.objects.filter(pk=certificate.product_id).update(status="TAKEN_DOWN")
    refresh_listings(product_ids=[certificate.product_id])
    page = visit(address(certificate))
    assert certificate.decision in page.text and not page.has_link(certificate.product.name)


def test_number_with_a_slash_has_a_page(visit, certificate):
    Certificate.objects.filter(pk=certificate.pk).update(number="12/2020/NĐ")
    assert "12/2020/NĐ" in visit("/chung-nhan/12/2020/N%C4%90/").text


def test_number_typed_into_the_form_leads_to_its_certificate(client, certificate):
    answer = client.get("/chung-nhan/", {"so": f" {certificate.number} "})
    assert (answer.status_code, answer.headers["Location"]) == (302, address(certificate))


def test_unknown_number_says_so(visit):
    assert "Sổ đăng ký không có" in visit("/chung-nhan/AB-1/", status=404).text


def test_empty_form_explains_the_stars(visit):
    page = visit("/chung-nhan/", {"so": " "})
    assert "50 đến dưới 70 điểm" in page.text and "107 sản phẩm" in page.text
