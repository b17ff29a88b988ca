"""searchSuggestions: what somebody may be about to type."""

import pytest

from catalog.demo.scale import scale_to
from search.commands.index import index_pending
from search.known import knowledge
from tests.shop import NOW, ask, codes, statements

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("searched_shop")]
TEXTS = "query ($query: String!, $first: Int) { searchSuggestions(query: $query, first: $first) { text kind } }"
NODES = """query ($query: String!, $first: Int) { searchSuggestions(query: $query, first: $first) { text kind node {
  __typename id
  ... on Product { slug name } ... on Seller { slug name } ... on ProductGroup { name } ... on Place { name }
} } }"""


def suggested(query, source=TEXTS, language="vi", **variables):
    return ask(source, {"query": query, **variables}, language=language)["searchSuggestions"]


def texts(query, kind=None, **variables):
    return [one["text"] for one in suggested(query, **variables) if kind in (None, one["kind"])]


def test_the_first_letters_without_accents_are_enough():
    assert "Gạo tám xoan Hải Hậu" in texts("gao ta")
    assert texts("ngao s")[0] == "Ngao sạch Lenger"
    assert all(text.lower().startswith("nước m") for text in texts("nuoc m", "PRODUCT"))


def test_accents_that_were_typed_come_first():
    assert texts("nấm", "PRODUCT")[0].lower().startswith("nấm")
    assert texts("nem nắ", "PRODUCT")[0].lower().startswith("nem nắm")


def test_sellers_groups_and_places_are_suggested_too():
    assert texts("toan xu", "SELLER") != []
    assert texts("do uong", "GROUP")[0] == "Đồ uống"
    assert "Huyện Hải Hậu" in texts("hai ha", "PLACE")
    assert [one["text"] for one in suggested("drink", language="en") if one["kind"] == "GROUP"] != []


def test_each_has_what_it_stands_for():
    kinds = {"PRODUCT": "Product", "SELLER": "Seller", "GROUP": "ProductGroup", "PLACE": "Place"}
    seen = set()
    for query in ("gao", "do u", "hai hau", "toan"):
        for one in suggested(query, NODES, first=20):
            assert one["node"]["__typename"] == kinds[one["kind"]]
            seen.add(one["kind"])
    assert seen == set(kinds)


def test_no_text_comes_twice_and_there_are_never_too_many():
    scale_to(total=400, now=NOW)
    index_pending()
    for query in ("g", "n", "gao", "b"):
        found = texts(query, "PRODUCT", first=20)
        assert len(found) == len(set(found))
        assert len(texts(query)) <= 8
        assert len(texts(query, first=3)) <= 3


@pytest.mark.parametrize(
    "query", ["", "   ", "!!!", "%", "_", "\\", "'", "'; DROP--", "a" * 5_000, "\x00", "🍚", "zzzz"]
)
def test_whatever_is_typed_is_answered(query):
    assert isinstance(suggested(query), list)


@pytest.mark.parametrize("first", [0, 21, -1])
def test_sizes_have_bounds(first):
    assert codes(TEXTS, {"query": "g", "first": first}) == ["BAD_PAGE"]


def test_statements_do_not_grow_with_what_is_suggested():
    counts = []
    for first in (10, 20):
        knowledge().get()
        with statements() as ran:
            suggested("ha", NODES, first=first)
        counts.append(len(ran))
    assert max(counts) <= 9  # what begins so, and for each kind its own few, however many are asked for
    with statements() as ran:
        suggested("ha")
    assert len(ran) == 1
