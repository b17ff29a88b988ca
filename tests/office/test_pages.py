"""What holds for every page of the office: who may look, that nothing writes but deeds, and what a list costs."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.models import Certificate, Media, Product, ProductStatus
from marketplace.clock import today
from marketplace.commands.audit import record
from marketplace.models import OutboxEvent, Place, User
from tests.catalog.factories import (
    add_variant,
    make_certificate,
    make_image,
    make_member,
    make_officer,
    make_place,
    make_product,
    make_seller,
)

pytestmark = pytest.mark.django_db
OURS = ("marketplace", "sellers", "catalog")
MODELS = [model for model in admin.site._registry if model._meta.app_label in OURS]
FOR_ADMINISTRATORS = {"user", "post", "notification"}


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
        OutboxEvent.objects.create(name="ProductPaused", aggregate="product", aggregate_id=product.pk, payload={})


def cost(browser, page):
    browser.get(page)  # what the officer may do is looked up once
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(page).status_code == 200
    return len(captured)


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


@pytest.mark.parametrize("model", MODELS, ids=name)
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

    fill(place, 2)
    few = cost(browser, address(model))
    fill(place, 6)
    assert cost(browser, address(model)) == few


def test_an_officer_sees_the_rows_of_the_place_alone(office, place):
    own = make_product(seller=make_seller(place=place), name="Gạo của tỉnh")
    other = make_product(seller=make_seller(place=make_place()), name="Gạo tỉnh khác")
    certificate = make_certificate(other)
    page = office.get(address(Product)).content.decode()
    assert own.name in page
    assert other.name not in page
    assert office.get(address(Product, "change", other.pk)).status_code == 302  # "does not exist", as Django tells it
    assert certificate.number not in office.get(address(type(certificate))).content.decode()


def test_the_first_page_counts_and_warns(office, place):
    def certificate(days, place=place, **fields):
        product = make_product(seller=make_seller(place=place), **fields)
        return make_certificate(product, issued_on=today() - timedelta(days=9), expires_on=today() + timedelta(days))

    ending, last_day, lasting = certificate(60), certificate(0), certificate(61)
    elsewhere, ended = certificate(5, place=make_place()), certificate(-1, status=ProductStatus.IN_REVIEW)
    answer = office.get(reverse("admin:index"))
    assert {figure["key"]: figure["count"] for figure in answer.context["counts"]} == {
        "sellers": 4,
        "products": 3,
        "certificates": 3,
        "reviews": 1,
    }
    warned = [one for one in (last_day, ending, lasting, elsewhere, ended) if one.number in answer.context["ending"]]
    assert warned == [last_day, ending]
    assert address(type(ending), "change", ending.pk) in answer.content.decode()


def test_the_first_page_costs_the_same_statements_however_much_ends(office, place):
    fill(place, 2)
    Certificate.objects.update(expires_on=today() + timedelta(days=9))
    few = cost(office, reverse("admin:index"))
    fill(place, 6)
    Certificate.objects.update(expires_on=today() + timedelta(days=9))
    assert cost(office, reverse("admin:index")) == few


def test_a_product_costs_the_same_statements_however_much_it_has(office, place):
    product = make_product(seller=make_seller(place=place))

    page = address(Product, "change", product.pk)
    make_certificate(product)
    few = cost(office, page)
    for number in range(4):
        make_certificate(product)
        add_variant(product, 10_000)
        Media.objects.create(product=product, image=make_image(), alt="ảnh", position=number + 1)
    assert cost(office, page) == few


def test_places_open(office):
    assert office.get(address(Place)).status_code == 200
