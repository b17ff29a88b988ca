"""Anybody may type anything into the address bar: a friendly page answers, and nothing is logged as a crash."""

import logging

import pytest

from catalog.models import ProductGroup
from marketplace.graphql.ids import global_id
from tests.shop import statements

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]

LIST, SELLERS = "/san-pham/", "/nha-san-xuat/"
NOT_UNDERSTOOD = "Không hiểu bộ lọc"


@pytest.fixture(autouse=True)
def no_crash(caplog):
    yield
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


@pytest.mark.parametrize("query", [
    {"sao": "9"},
    {"sao": "bốn"},
    {"sao": "-1"},
    {"gia-tu": "-5"},
    {"gia-tu": "abc"},
    {"gia-den": "9" * 30},
    {"gia-den": "1e9"},
    {"gia-tu": "٣٤"},
    {"sap-xep": "drop table"},
    {"con-hang": "maybe"},
])  # fmt: skip
def test_filter_that_makes_no_sense_is_left_out_and_said_so(visit, query):
    page = visit(LIST, query)
    assert NOT_UNDERSTOOD in page.text
    assert "146 sản phẩm" in page.text
    assert page.all("meta", name="robots", content="noindex")
    assert not page.has_link("Bỏ hết")


def test_nul_in_a_filter_is_dropped(visit):
    assert "27 sản phẩm" in visit(LIST, {"sao": "4\0", "sap-xep": "gia-tang\0"}).text


def test_prices_the_wrong_way_round_are_swapped(visit):
    page = visit(LIST, {"gia-tu": "90000", "gia-den": "50000"})
    assert "đã được đổi chỗ" in page.text
    assert page.has_link("từ 50.000") and page.has_link("đến 90.000")


def test_absurdly_many_values_are_cut_down(visit):
    one = global_id("ProductGroup", ProductGroup.objects.get(taxonomy__code="148", code="food-sauce").pk)
    page = visit(LIST, {"nhom": [one] * 300})
    assert NOT_UNDERSTOOD not in page.text and len(page.goods) == 17
    with statements() as ran:
        visit(LIST, {"nhom": [f"x{n}" for n in range(300)]}, status=404)
    assert ran == []


@pytest.mark.parametrize("query", [
    {"sau": "nonsense"},
    {"truoc": "nonsense"},
    {"sau": "A" * 5000},
    {"sau": "WyJTVEFSUyJd"},
    {"nhom": "nonsense"},
    {"nhom": "UHJvZHVjdEdyb3VwOjk5OTk5OQ=="},
    {"noi": "nonsense"},
    {"noi": "UGxhY2U6OTk5OTk5OTk="},
    {"noi": "U2VsbGVyOjE="},
    {"ban": "U2VsbGVyOjk5OTk5OQ=="},
    {"ban": "'; drop table catalog_product; --"},
])  # fmt: skip
def test_cursor_or_id_that_leads_nowhere_is_a_friendly_404(visit, query):
    page = visit(LIST, query, status=404)
    assert page.stray == []
    assert "Thúng này trống không" in page.text and page.link("Vào chợ") == LIST
    assert page.all("meta", name="robots", content="noindex")


def test_cursor_of_another_order_is_a_friendly_404(visit):
    following = visit(LIST).link("Trang sau")
    assert "Thúng này trống không" in visit(f"{following}&sap-xep=gia-tang", status=404).text


@pytest.mark.parametrize("address", [
    "/san-pham/khong-co/",
    "/san-pham/%00/",
    "/san-pham/" + "a" * 3000 + "/",
    "/san-pham/%F0%9F%8D%9A/",
    "/nha-san-xuat/khong-co/",
    "/nha-san-xuat/%00/",
    "/nha-san-xuat/cong-ty-tnhh-toan-xuan/?sau=nonsense",
    "/chung-nhan/khong-co/",
    "/chung-nhan/a/b/c/",
    "/chung-nhan/%00/",
    "/nha-san-xuat/?noi=nonsense",
    "/nha-san-xuat/?sau=nonsense",
    "/sitemap/san-pham-khong-co.xml",
    "/khong-co-trang-nay/",
])  # fmt: skip
@pytest.mark.parametrize("language,words", [("vi", "Thúng này trống không"), ("en", "This basket is empty")])
def test_address_that_leads_nowhere_is_a_friendly_404(visit, address, language, words):
    assert words in visit(address, language=language, status=404).text


@pytest.mark.parametrize("query", [{"loai": "BANK"}, {"loai": ["ENTERPRISE", "X"]}])
def test_unknown_legal_form_is_left_out_and_said_so(visit, query):
    assert NOT_UNDERSTOOD in visit(SELLERS, query).text


@pytest.mark.parametrize("day", ["yesterday", "2020-13-40", "0001-01-01", "9999-12-31", "1", "\0"])
def test_impossible_day_shows_the_reports_day(visit, day):
    page = visit("/so-lieu/", {"ngay": day})
    assert "31/12/2020" in page.text and "146" in page.text
    assert ("Ngày này không thuộc chương trình" in page.text) == (day != "\0")


def test_words_from_the_address_are_shown_as_words(visit):
    page = visit(SELLERS, {"ten": "<script>alert(1)</script>\"'"})
    assert "<script>" not in page.html
    assert page.all("input", name="ten")[0]["value"] == "<script>alert(1)</script>\"'"


def test_unexpected_failure_is_a_page_in_the_shops_look(client, settings, caplog, monkeypatch):
    def broken(*_args, **_options):
        raise RuntimeError("secret details")

    monkeypatch.setattr("storefront.answers.execute", broken)
    client.raise_request_exception = False
    response = client.get("/", headers={"Accept-Language": "en"})
    caplog.clear()
    assert response.status_code == 500
    assert "Something went wrong on our side" in response.content.decode()
    assert "secret details" not in response.content.decode()
