"""The search page: what was typed, what it was taken to mean, and what narrows it."""

import json

import pytest
from django.test import Client

from catalog.models import Product
from search.commands.index import index_pending
from search.known import knowledge
from tests.shop import read_for_searches

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]
SEARCH = "/tim-kiem/?q="


@pytest.fixture(scope="module")
def indexed(shop, django_db_blocker):
    with django_db_blocker.unblock():
        read_for_searches()
        yield
    knowledge().forget()


@pytest.mark.parametrize(
    "query", ["", "nuoc mam", "lenge", "xe+máy+điện", "rượu dưới 100k", "%00", "<script>", "a" * 900]
)
def test_pages_are_well_formed_in_both_languages(visit, query):
    for language in ("vi", "en"):
        page = visit(SEARCH + query, language=language)
        assert page.stray == [] and len(page.all("h1")) == 1
        assert page.all("meta", name="robots", content="noindex")


def test_the_box_is_on_every_page_and_keeps_what_was_typed(visit):
    assert visit("/").all("input", name="q")
    assert visit(SEARCH + "gạo").all("input", name="q", value="gạo")
    assert visit(SEARCH + "%22%3E%3Cb%3E").all("input", name="q", value='"><b>')


def test_what_is_found_is_shown_the_best_first(visit):
    page = visit(SEARCH + "gao tam xoan")
    assert "Gạo tám xoan Hải Hậu" in page.text


def test_a_correction_is_told(visit):
    assert "Đây là kết quả cho" in visit(SEARCH + "lenge").text


def links(page, words):
    return [link["href"] for link in page.all("a") if words in link.get("href", "")]


def test_a_limit_of_the_query_is_a_chip_that_takes_it_back(visit):
    page = visit(SEARCH + "rượu dưới 100k")
    [link] = [link for link in links(page, "bo=") if "hop" not in link][:1]
    more = visit(link)
    assert not links(more, "bo=PRICE%3A") or "≤ 100.000" not in more.text


def test_facets_narrow_and_widen_again(visit):
    page = visit(SEARCH + "nước mắm")
    link = next(link for link in links(page, "sao=4"))
    narrowed = visit(link)
    assert narrowed.all("a", aria_current="true")
    back = next(a["href"] for a in narrowed.all("a", aria_current="true"))
    assert "sao=4" not in back


def test_the_order_is_chosen_without_losing_the_query(visit):
    page = visit(SEARCH + "kẹo&sap-xep=gia-tang")
    assert page.all("input", type="hidden", name="q", value="kẹo")
    assert "selected" in page.all("option", value="gia-tang")[0]


def test_the_best_first_is_an_order_of_this_page(visit):
    page = visit(SEARCH + "kẹo&sap-xep=hop")
    assert "không hiểu" not in page.text
    assert "selected" in page.all("option", value="hop")[0]


def test_chips_take_one_limit_back_and_keep_all_else(visit):
    page = visit(SEARCH + "kẹo&sao=4&con-hang=1&sap-xep=gia-tang")
    back = [link for link in links(page, "con-hang=1") if "sao=4" not in link]
    assert back and all(link.count("sap-xep=gia-tang") == 1 and "q=k" in link for link in back)


def test_nothing_found_says_so_and_shows_the_way(visit):
    page = visit(SEARCH + "zzzz qqqq")
    assert "Chưa ai bán" in page.text
    assert links(page, "/san-pham/")


def test_suggestions_for_the_script():
    answer = Client().get("/tim-kiem/goi-y/", {"q": "toan xu"})
    found = json.loads(answer.content)["suggestions"]
    assert found and {"text", "kind", "address"} == set(found[0])
    assert all(Client().get(one["address"]).status_code == 200 for one in found)
    assert json.loads(Client().get("/tim-kiem/goi-y/").content) == {"suggestions": []}


def test_the_words_that_were_meant_are_marked(visit):
    page = visit(SEARCH + "gao tam xoan")
    assert "<mark>Gạo</mark> <mark>tám</mark> <mark>xoan</mark> Hải Hậu" in page.html
    assert page.stray == []


def test_html_in_a_name_is_escaped_where_it_is_marked(visit):
    Product.objects.filter(name="Gạo tám xoan Hải Hậu").update(name="Gạo tám <i>xoan</i>")
    page = visit(SEARCH + "gao tam")
    assert "&lt;i&gt;xoan&lt;/i&gt;" in page.html and "<i>xoan" not in page.html


def test_a_text_speaks_where_the_name_does_not(visit):
    Product.objects.filter(name="Gạo tám xoan Hải Hậu").update(story="Hạt lép nhưng thơm lừng căn bếp zêta kappa.")
    index_pending()
    page = visit(SEARCH + "zêta kappa")
    assert page.all("p", class_="card-snippet")
    assert "<mark>zêta</mark> <mark>kappa</mark>" in page.html
    assert not visit(SEARCH + "gao tam xoan").all("p", class_="card-snippet")
