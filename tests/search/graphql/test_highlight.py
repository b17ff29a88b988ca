"""Highlights of searchProducts: parts, never HTML, and no statement more."""

import pytest

from catalog.models import Product
from marketplace.graphql.ids import global_id
from search.commands.index import index_pending
from search.known import knowledge
from tests.shop import ask, statements

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("searched_shop")]
HIGHLIGHT = """query ($query: String!, $first: Int) {
  searchProducts(query: $query, first: $first) {
    edges { node { id } highlight { name { text isMatch } text { text isMatch } } }
  }
}"""
PLAIN = """query ($query: String!, $first: Int) {
  searchProducts(query: $query, first: $first) { edges { node { id } } }
}"""


def search(query, source=HIGHLIGHT, first=3):
    return ask(source, {"query": query, "first": first})["searchProducts"]["edges"]


def shown(parts):
    return parts and "".join(f"[{part['text']}]" if part["isMatch"] else part["text"] for part in parts)


def test_words_of_the_query_are_marked_however_they_are_typed():
    for typed in ("gạo tám xoan", "gao tam xoan", "gaoj tams xoan"):
        assert shown(search(typed)[0]["highlight"]["name"]) == "[Gạo] [tám] [xoan] Hải Hậu", typed


def test_a_correction_is_what_is_marked():
    assert any("[" in shown(edge["highlight"]["name"]).lower() for edge in search("lenge"))


def test_html_stays_text():
    product = Product.objects.get(name="Gạo tám xoan Hải Hậu")
    Product.objects.filter(pk=product.pk).update(name="Gạo tám <b>xoan</b>", summary="Gạo tám <script>")
    index_pending()
    [edge] = [edge for edge in search("gạo tám", first=20) if edge["node"]["id"] == global_id("Product", product.pk)]
    assert shown(edge["highlight"]["name"]) == "[Gạo] [tám] <b>xoan</b>"
    assert shown(edge["highlight"]["text"]).startswith("[Gạo] [tám] <script>")


def test_no_text_where_none_has_the_words():
    product = Product.objects.get(name="Gạo tám xoan Hải Hậu")
    Product.objects.filter(pk=product.pk).update(summary="", description="", story="")
    found = {edge["node"]["id"]: edge["highlight"]["text"] for edge in search("gạo tám xoan", first=20)}
    assert found[global_id("Product", product.pk)] is None


def test_either_part_may_be_asked_alone_and_without_the_node():
    source = 'query { searchProducts(query: "gạo", first: 2) { edges { highlight { %s { text } } } } }'
    assert len(ask(source % "name")["searchProducts"]["edges"]) == 2
    assert len(ask(source % "text")["searchProducts"]["edges"]) == 2


@pytest.mark.parametrize("query", ["gạo", "nuoc mam", "lenge"])
def test_a_highlight_costs_no_statement(query):
    knowledge().get()
    counts = []
    for source in (PLAIN, HIGHLIGHT):
        for first in (2, 50):
            with statements() as ran:
                search(query, source, first)
            counts.append(len(ran))
    assert len(set(counts)) == 1 and counts[0] <= 4
