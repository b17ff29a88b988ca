"""The office speaks the language of the request, Vietnamese before English, in names, errors, dates and numbers."""

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.test import Client
from django.urls import reverse
from django.utils.functional import Promise

from catalog.models import Product
from tests.catalog.factories import make_certificate, make_product, make_seller

pytestmark = pytest.mark.django_db
ADMINS = [one for one in admin.site._registry.values() if one.model._meta.app_label != "auth"]
VIETNAMESE = {"Accept-Language": "vi"}


@pytest.fixture
def product(place):
    return make_product(seller=make_seller(place=place), price=88_000)


@pytest.mark.parametrize("one", ADMINS, ids=lambda one: one.model._meta.model_name)
def test_every_name_that_is_shown_can_be_translated(one, rf, administrator):
    """Django makes up an English name where a model gives none."""
    request = rf.get("/")
    request.user = administrator
    options = one.model._meta
    assert isinstance(options.verbose_name, Promise)
    assert isinstance(options.verbose_name_plural, Promise)
    own = {field.name: field for field in options.fields}
    shown = {*one.list_display, *flatten_fieldsets(one.get_fieldsets(request))} & set(own)
    assert [name for name in shown if not isinstance(own[name].verbose_name, Promise)] == []


def test_lists_are_in_vietnamese(office, product):
    page = office.get(reverse("admin:catalog_product_changelist"), headers=VIETNAMESE).content.decode()
    assert "Gõ để tìm" in page
    assert "Type to search" not in page
    assert "Cập nhật lúc" in page
    nothing = office.get(reverse("admin:catalog_product_changelist"), {"q": "xyz"}, headers=VIETNAMESE)
    assert "Không tìm thấy kết quả nào" in nothing.content.decode()


def test_dates_and_prices_are_written_as_in_vietnam(office, product):
    certificate = make_certificate(product)
    page = office.get(reverse("admin:catalog_product_change", args=[product.pk]), headers=VIETNAMESE).content.decode()
    assert "88.000 ₫" in page
    assert f"{certificate.issued_on:%d/%m/%Y}" in page
    in_english = office.get(reverse("admin:catalog_product_change", args=[product.pk])).content.decode()
    assert "88,000 ₫" in in_english


def test_a_day_may_be_typed_as_in_vietnam(office, product):
    given = {
        "number": "36-1-2026",
        "stars": "4",
        "decision": "12/QĐ-UBND",
        "level": "PROVINCE",
        "issued_by": "UBND tỉnh Ninh Bình",
        "issued_on": "05/01/2026",
    }
    address = reverse("admin:catalog_product_certify", args=[product.pk])
    assert office.post(address, given, headers=VIETNAMESE).status_code == 302
    assert product.certificates.get().issued_on.isoformat() == "2026-01-05"


def test_a_refusal_is_told_in_vietnamese(office, product):
    given = {"number": "", "issued_on": "2015-01-01"}
    page = office.post(reverse("admin:catalog_product_certify", args=[product.pk]), given, headers=VIETNAMESE)
    assert "Hãy sửa lỗi bên dưới." in page.content.decode()
    assert "Trường này là bắt buộc." in page.content.decode()


def test_the_door_is_in_vietnamese(db):
    page = Client().get(reverse("admin:login"), headers=VIETNAMESE).content.decode()
    assert "Chào mừng trở lại" in page


def test_pages_of_products_name_their_rows(office, product):
    assert str(product) in office.get(reverse("admin:catalog_product_pause", args=[product.pk])).content.decode()
    assert Product.objects.get().is_published
