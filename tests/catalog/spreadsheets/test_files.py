"""The addresses of spreadsheets: a shop's own goods for those who may price them, an empty sheet for everybody."""

import io

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from sellers.models import Role
from tests.catalog.factories import make_member, make_officer, make_place, make_product, make_seller
from tests.marketplace.people import bearer, make_session
from tests.shop import statements

pytestmark = pytest.mark.django_db
PRIVATE = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}


@pytest.fixture
def seller():
    seller = make_seller()
    make_product(seller=seller, name="Gạo tám", price=45_000)
    make_product(seller=make_seller(), name="Hàng của nhà khác")
    return seller


def get(address, user=None, **headers):
    if user is not None:
        headers |= bearer(make_session(user), timezone.now())
    return Client().get(address, headers=headers)


def lines(response):
    return b"".join(response.streaming_content).decode("utf-8-sig").splitlines()


@pytest.mark.parametrize("role", [Role.OWNER, Role.MANAGER])
def test_those_who_may_price_take_away_their_own_goods_as_csv(seller, role):
    response = get(f"/files/products/{seller.slug}.csv", make_member(seller, role), **{"Accept-Language": "en"})
    assert response.status_code == 200
    assert {name: response.headers[name] for name in PRIVATE} == PRIVATE
    assert response.headers["Content-Disposition"] == f'attachment; filename="{seller.slug}.csv"'
    head, *rows = lines(response)
    assert "SKU" in head and "Price" in head
    assert len(rows) == 1 and "Gạo tám" in rows[0] and "45000" in rows[0]


def test_headers_are_vietnamese_unless_asked_otherwise(seller):
    response = get(f"/files/products/{seller.slug}.xlsx", make_member(seller))
    [head, row] = openpyxl.load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True)
    assert "Tên sản phẩm" in head and "Gạo tám" in row


def test_a_signed_in_browser_is_let_in_by_its_cookie(seller):
    browser = Client()
    browser.force_login(make_member(seller))
    assert browser.get(f"/files/products/{seller.slug}.csv").status_code == 200


def test_for_everybody_else_there_is_nothing(seller):
    address = f"/files/products/{seller.slug}.csv"
    strangers = [make_member(seller, Role.STAFF), make_member(make_seller()), make_officer(make_place())]
    answers = [get(address), *(get(address, user) for user in strangers), get("/files/products/no-shop.csv")]
    assert {answer.status_code for answer in answers} == {404}
    assert get(address, Authorization="Bearer not-a-token").status_code == 404
    assert Client().post(address).status_code == 405


@pytest.mark.parametrize("name", ["../etc/passwd", "a%00b", "x" * 200, "đặc-sản"])
def test_names_that_are_no_shops_are_not_found(name):
    assert get(f"/files/products/{name}.csv").status_code == 404


def test_the_number_of_statements_does_not_grow_with_the_goods(seller):
    user = make_member(seller)
    counts = []
    for more in (0, 30):
        for number in range(more):
            make_product(seller=seller, name=f"Gạo {number}")
        with statements() as ran:
            assert len(lines(get(f"/files/products/{seller.slug}.csv", user))) == 2 + more
        counts.append(len(ran))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(("language", "name"), [("vi", "mau-san-pham"), ("en", "product-template")])
def test_the_empty_sheet_is_for_everybody(language, name):
    response = get("/files/product-template.csv", **{"Accept-Language": language})
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}.csv"'
    assert len(lines(response)) == 2
    book = openpyxl.load_workbook(io.BytesIO(get("/files/product-template.xlsx").content))
    assert book.active.max_row == 2
