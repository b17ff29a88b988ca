"""What holds for every page of the office: who may look, that nothing writes but deeds, and what a list costs."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.models import Product
from marketplace.commands.audit import record
from marketplace.models import Place, User
from tests.catalog.factories import make_certificate, make_member, make_officer, make_place, make_product, make_seller

pytestmark = pytest.mark.django_db
OURS = ("marketplace", "sellers", "catalog")
MODELS = [model for model in admin.site._registry if model._meta.app_label in OURS]
FOR_ADMINISTRATORS = {"user", "post"}


def address(model, page="changelist", *arguments):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


def name(model):
    return model._meta.model_name


def fill(place, count):
    for _ in range(count):
        product = make_product(seller=make_seller(place=place), place=place)
        make_certificate(product)
        make_member(product.seller)
        record(actor=make_officer(place), action="issue_certificate", subject=product, after={"stars": 3})


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_lists_open_for_those_whom_they_are_for(model, enter, office, administrator, place):
    fill(place, 1)
    assert office.get(address(model)).status_code == (403 if name(model) in FOR_ADMINISTRATORS else 200)
    assert enter(administrator).get(address(model)).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_nobody_else_gets_in(model, enter):
    assert Client().get(address(model)).status_code == 302
    shopper = User.objects.create_user("shopper@example.com")
    assert enter(shopper).get(address(model)).status_code == 302


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_a_row_opens(model, enter, administrator, place):
    fill(place, 1)
    row = model._default_manager.first()
    if row is not None:
        assert enter(administrator).get(address(model, "change", row.pk)).status_code == 200


@pytest.mark.parametrize("model", [model for model in MODELS if name(model) != "user"], ids=name)
def test_no_form_of_django_writes(model, enter, administrator, place):
    fill(place, 1)
    row = model._default_manager.first()
    browser = enter(administrator)
    assert browser.get(address(model, "add")).status_code == 403
    assert browser.post(address(model, "add"), {"name": "x"}).status_code == 403
    if row is not None:
        before = model._default_manager.filter(pk=row.pk).values().get()
        assert browser.post(address(model, "change", row.pk), {"name": "x"}).status_code == 403
        assert browser.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403
        assert model._default_manager.filter(pk=row.pk).values().get() == before


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_a_list_costs_the_same_statements_however_long(model, enter, administrator, place):
    browser = enter(administrator)

    def cost():
        browser.get(address(model))
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address(model)).status_code == 200
        return len(captured)

    fill(place, 2)
    few = cost()
    fill(place, 6)
    assert cost() == few


def test_an_officer_sees_the_rows_of_the_place_alone(office, place):
    own = make_product(seller=make_seller(place=place), name="Gạo của tỉnh")
    other = make_product(seller=make_seller(place=make_place()), name="Gạo tỉnh khác")
    certificate = make_certificate(other)
    page = office.get(address(Product)).content.decode()
    assert own.name in page
    assert other.name not in page
    assert office.get(address(Product, "change", other.pk)).status_code == 302  # "does not exist", as Django tells it
    assert certificate.number not in office.get(address(type(certificate))).content.decode()


def test_products_are_found_without_accents(office, place):
    make_product(seller=make_seller(place=place), name="Nước mắm Sa Châu")
    make_product(seller=make_seller(place=place), name="Bánh nhãn")
    page = office.get(address(Product), {"q": "nuoc mam"}).content.decode()
    assert "Nước mắm Sa Châu" in page
    assert "Bánh nhãn" not in page


@pytest.mark.parametrize(("state", "shown"), [("IN_FORCE", True), ("EXPIRING", False), ("EXPIRED", False)])
def test_certificates_are_narrowed_by_todays_state(office, place, state, shown):
    certificate = make_certificate(make_product(seller=make_seller(place=place)))
    page = office.get(address(type(certificate)), {"state": state}).content.decode()
    assert (certificate.number in page) is shown


def test_the_first_page_counts_and_warns(office, place):
    product = make_product(seller=make_seller(place=place))
    certificate = make_certificate(product)
    make_certificate(make_product(seller=make_seller(place=make_place())))
    certificate.expires_on = certificate.issued_on.replace(year=certificate.issued_on.year + 3)
    context = office.get(reverse("admin:index")).context
    assert {figure["key"]: figure["count"] for figure in context["counts"]} == {
        "sellers": 1,
        "products": 1,
        "certificates": 1,
        "reviews": 0,
    }


def test_no_password_hash_is_shown(enter, administrator):
    user = User.objects.create_user("someone@example.com", "secret-0")
    page = enter(administrator).get(address(User, "change", user.pk)).content.decode()
    assert user.password not in page
    assert user.password.split("$")[-1] not in page


def test_places_open(office):
    assert office.get(address(Place)).status_code == 200
