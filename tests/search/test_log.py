"""What is noted of searches: enough to count people, and nothing that says who they are."""

import json
from datetime import date

import pytest
from django.test import Client, RequestFactory

from marketplace.graphql.context import Context
from marketplace.graphql.execution import execute
from marketplace.shared_store import shared_store
from search import log
from search.commands import learning
from search.commands.index import index_pending
from search.commands.learning import forget_old_queries, take_lines
from search.insights import InsightKind, insights, searches_for, suggested_queries
from search.known import knowledge
from search.log import note_choice, note_search, noted_text
from search.models import SearchChoice, SearchedQuery
from tests.catalog.factories import make_product, make_seller

pytestmark = pytest.mark.django_db
SEARCH = "query ($q: String!) { searchProducts(query: $q) { totalCount } }"
TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def lines(monkeypatch):
    """A list of this test's own; gives what stands in it."""
    own = f"test:{id(monkeypatch)}"
    monkeypatch.setattr(log, "LINES", own)
    monkeypatch.setattr(learning, "LINES", own)
    monkeypatch.setattr(learning, "_SEEN", own + ":seen:{day}")
    monkeypatch.setattr(learning, "_LINES_OF", own + ":of:{day}")
    monkeypatch.setattr(log, "today", lambda: TODAY)
    monkeypatch.setattr(log, "_salts", {})
    monkeypatch.setattr(log, "SALT", own + ":salt:{day}")

    def standing():
        return [json.loads(line) for line in shared_store().ask(lambda store: store.lrange(own, 0, -1), [])]

    yield standing
    shared_store().ask(lambda store: [store.delete(key) for key in store.keys(own + "*")], None)


def visitor(number=1, program="Firefox"):
    return RequestFactory().get("/", REMOTE_ADDR=f"192.0.2.{number}", HTTP_USER_AGENT=program)


def searched(query, *numbers, is_found=True):
    for number in numbers:
        note_search(visitor(number), query=query, is_found=is_found)


@pytest.mark.parametrize(
    "query",
    ["0912345678", "gọi 091 234 56 78", "nhai@example.com", "https://x.vn", "001 085 012 345", "", " ", "dài " * 40],
)
def test_what_may_be_somebodys_is_not_noted(lines, query):
    note_search(visitor(), query=query, is_found=True)
    assert lines() == [] and noted_text(query) == ""


@pytest.mark.parametrize("query", ["nước mắm", "rượu dưới 100000", "gạo st25 5kg", "từ 50 đến 200 nghìn"])
def test_what_people_look_for_is(lines, query):
    note_search(visitor(), query=query, is_found=True)
    assert lines()[0][1] == noted_text(query) != ""


def test_nothing_tells_who_it_was_and_tomorrow_nobody_is_known_again(lines, monkeypatch):
    searched("nước mắm", 1)
    monkeypatch.setattr(log, "today", lambda: date(2026, 11, 26))
    searched("nước mắm", 1)
    first, second = lines()
    assert first[3] != second[3]
    assert "192.0.2" not in json.dumps([first, second]) and "Firefox" not in json.dumps([first, second])


def test_without_a_request_or_without_the_store_nothing_is_noted(lines, settings, monkeypatch):
    note_search(None, query="nước mắm", is_found=True)
    assert lines() == []
    settings.REDIS_URL = "redis://127.0.0.1:9/0"
    note_search(visitor(), query="nước mắm", is_found=True)
    assert take_lines() == 0


def test_people_are_counted_once_a_day_and_searches_each_time():
    searched("nước mắm", 1, 1, 2)
    searched("xe máy", 1, is_found=False)
    assert take_lines() == 4
    searched("nước mắm", 2, 3)
    take_lines()
    found = {one.text: (one.times, one.visitors, one.not_found) for one in SearchedQuery.objects.all()}
    assert found == {"nước mắm": (5, 3, 0), "xe máy": (1, 1, 1)}
    assert take_lines() == 0


def test_a_choice_counts_once_a_visitor_and_product():
    for number, product in ((1, 7), (1, 7), (1, 8), (2, 7)):
        note_choice(visitor(number), query="Nước Mắm", product_id=product)
    take_lines()
    assert dict(SearchChoice.objects.values_list("product_id", "times")) == {7: 2, 8: 1}
    assert SearchedQuery.objects.get().choices == 3


def test_a_program_that_searches_all_day_counts_no_more(monkeypatch):
    monkeypatch.setattr(learning, "MOST_OF_A_VISITOR", 3)
    for number in range(6):
        searched(f"từ {number}", 1)
    take_lines()
    assert SearchedQuery.objects.count() == 3


def test_lines_that_nobody_takes_do_not_fill_the_store(lines, monkeypatch):
    monkeypatch.setattr(learning, "MOST_WAITING", 2)
    searched("a", 1)
    searched("b", 1)
    searched("c", 1)
    assert take_lines() == 2
    assert set(SearchedQuery.objects.values_list("text", flat=True)) == {"b", "c"}


def test_only_what_enough_people_typed_is_told():
    searched("nước mắm", 1, 2, 3, 4, 5)
    searched("của tôi", 1, 1, 1, 1, 1, 1)
    searched("xe máy", 1, 2, 3, 4, 5, 6, is_found=False)
    take_lines()
    told = insights(InsightKind.POPULAR, TODAY, days=30, most=10)
    assert [(one.query, one.visitors) for one in told] == [("xe máy", 6), ("nước mắm", 5)]
    assert [one.query for one in insights(InsightKind.NOT_FOUND, TODAY, days=30, most=10)] == ["xe máy"]
    assert suggested_queries(TODAY) == ["nước mắm"]


def test_the_period_is_kept_to():
    SearchedQuery.objects.create(day=date(2026, 11, 18), text="gạo", times=9, visitors=9)
    assert insights(InsightKind.POPULAR, TODAY, days=7, most=10) == []
    assert len(insights(InsightKind.POPULAR, TODAY, days=8, most=10)) == 1


def test_a_shop_learns_what_led_to_its_goods():
    mine, other = make_product(name="Mắm tôm"), make_product(name="Khác", seller=make_seller())
    searched("mắm", 1, 2, 3, 4, 5)
    for product in (mine, mine, other):
        note_choice(visitor(product.pk % 200), query="mắm", product_id=product.pk)
    note_choice(visitor(9), query="ít người gõ", product_id=mine.pk)
    take_lines()
    assert searches_for([mine.seller_id], TODAY, days=30, most=10) == {mine.seller_id: [("mắm", 1)]}


def test_what_is_old_or_rare_is_forgotten():
    for text, day, visitors in (
        ("cũ", date(2025, 10, 1), 50),
        ("hiếm", date(2026, 10, 1), 4),
        ("nhiều", date(2026, 10, 1), 5),
        ("mới", date(2026, 11, 20), 1),
    ):
        SearchedQuery.objects.create(day=day, text=text, times=visitors, visitors=visitors)
        SearchChoice.objects.create(day=day, text=text, product_id=1, times=1)
    forget_old_queries(TODAY)
    for model in (SearchedQuery, SearchChoice):
        assert set(model.objects.values_list("text", flat=True)) == {"nhiều", "mới"}


def ask(query, request, **variables):
    context = Context(request)
    result = execute(query, variables, context=context).result
    assert result.errors is None
    for deed in context.afterwards:
        deed(request)
    return result.data


@pytest.fixture
def shop():
    make_product(name="Bánh gai")
    index_pending()
    knowledge().forget()
    yield
    knowledge().forget()


@pytest.mark.usefixtures("shop")
def test_first_pages_of_what_was_typed_alone_are_noted(lines):
    ask(SEARCH, visitor(), q="bánh gai")
    ask(SEARCH, visitor(), q="xe máy")
    narrowed = "query ($q: String!) { searchProducts(query: $q, filter: {isAvailable: false}) { totalCount } }"
    ask(narrowed, visitor(), q="bánh gai")
    assert [line[1:3] for line in lines()] == [["bánh gai", True], ["xe máy", False]]


@pytest.mark.usefixtures("shop")
def test_answers_that_were_kept_are_counted_too(lines, settings):
    for _ in range(3):
        answer = Client().post("/graphql/", {"query": SEARCH, "variables": {"q": "bánh gai"}}, "application/json")
        assert answer.json()["data"]["searchProducts"]["totalCount"] == 1
    assert len(lines()) == 3


@pytest.mark.usefixtures("shop")
def test_the_search_page_counts(lines):
    Client().get("/tim-kiem/", {"q": "bánh gai"})
    assert [line[1] for line in lines()] == ["bánh gai"]
