"""searchProducts over the demo catalogue: what it answers, and with how many statements."""

import base64

import orjson
import pytest

from catalog.demo.scale import scale_to
from catalog.models import Listing
from marketplace.graphql.ids import global_id
from search.commands.index import index_pending
from search.known import knowledge
from sellers.models import Seller
from tests.shop import NOW, ask, codes, statements

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("searched_shop")]
SEARCH = """query (
  $query: String!, $first: Int, $after: String, $filter: ProductFilter, $sort: ProductSort, $undo: [String!]
) {
  searchProducts(query: $query, first: $first, after: $after, filter: $filter, sort: $sort, undo: $undo) {
    totalCount correctedQuery appliedFilters { kind label text value key }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { name stars price { min { amount } } seller { name } } }
  }
}"""
FACETS = """query ($query: String!, $filter: ProductFilter) {
  searchProducts(query: $query, filter: $filter) { totalCount facets { name values { value label count } } }
}"""


def cursor(*content):
    return base64.urlsafe_b64encode(orjson.dumps(content)).decode()


def search(query, **variables):
    return ask(SEARCH, {"query": query, **variables})["searchProducts"]


def names(found):
    return [edge["node"]["name"] for edge in found["edges"]]


def test_the_right_product_comes_first_however_it_is_typed():
    for typed in ("gạo tám xoan", "gao tam xoan", "gaoj tams xoan", "GẠO TÁM XOAN"):
        assert names(search(typed, first=3))[0] == "Gạo tám xoan Hải Hậu", typed


def test_a_correction_is_told():
    found = search("lenge")
    assert found["correctedQuery"] == "lenger"
    assert found["totalCount"] == 3
    assert search("lenger")["correctedQuery"] is None


def test_limits_of_the_query_are_told_and_taken_back():
    found = search("rượu dưới 100k", first=100)
    [applied] = found["appliedFilters"]
    assert (applied["kind"], applied["text"]) == ("PRICE", "dưới 100k")
    assert all(edge["node"]["price"]["min"]["amount"] <= 100_000 for edge in found["edges"])
    assert search("rượu dưới 100k", undo=[applied["key"]])["totalCount"] > found["totalCount"]


def test_old_and_new_provinces_find_the_goods_of_nam_dinh():
    assert search("đặc sản ninh bình")["totalCount"] == search("đặc sản nam định")["totalCount"] == 146


def test_pages_go_through_all_hits_once():
    seen, after = [], None
    while True:
        found = search("bánh", first=5, after=after)
        seen += names(found)
        assert found["pageInfo"]["hasPreviousPage"] == (after is not None)
        if not found["pageInfo"]["hasNextPage"]:
            break
        after = found["pageInfo"]["endCursor"]
    assert len(seen) == len(set(seen)) == found["totalCount"] > 10


def test_a_page_of_the_cheapest_goes_on_by_price():
    first = search("kẹo rẻ nhất", first=2)
    rest = search("kẹo rẻ nhất", first=50, after=first["pageInfo"]["endCursor"])
    prices = [edge["node"]["price"]["min"]["amount"] for edge in [*first["edges"], *rest["edges"]]]
    assert prices == sorted(prices) and len(prices) == first["totalCount"]


def test_facets_have_names_in_the_language_and_values_that_can_be_filtered_with():
    found = ask(FACETS, {"query": "nước mắm"})["searchProducts"]
    facets = {facet["name"]: facet["values"] for facet in found["facets"]}
    assert list(facets) == ["group", "stars", "place", "seller", "price"]
    assert sum(value["count"] for value in facets["group"]) == found["totalCount"]
    assert all(value["label"] for values in facets.values() for value in values)
    seller = facets["seller"][0]
    narrowed = ask(FACETS, {"query": "nước mắm", "filter": {"sellers": [seller["value"]]}})["searchProducts"]
    assert narrowed["totalCount"] == seller["count"]
    group = next(facet for facet in narrowed["facets"] if facet["name"] == "group")
    assert sum(value["count"] for value in group["values"]) == seller["count"]
    least, _, most = facets["price"][0]["value"].partition("..")
    price = {"min": int(least) if least else None, "max": int(most) if most else None}
    assert ask(FACETS, {"query": "nước mắm", "filter": {"price": price}})["searchProducts"]["totalCount"] > 0


def test_all_that_products_can_be_filtered_by_narrows_a_search():
    seller = Seller.objects.filter(products__name__startswith="Gạo").first()
    filters = {"sellers": [global_id("Seller", seller.pk)], "stars": [3, 4], "isCertified": True, "isAvailable": True}
    found = search("gạo", filter=filters)
    assert found["totalCount"] and {edge["node"]["seller"]["name"] for edge in found["edges"]} == {seller.name}


def test_a_hit_that_left_the_shop_a_moment_ago_is_left_out():
    Listing.objects.filter(product__name="Gạo tám xoan Hải Hậu").delete()
    assert "Gạo tám xoan Hải Hậu" not in names(search("gạo tám xoan"))


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"first": 0}, "BAD_PAGE"),
        ({"first": 101}, "BAD_PAGE"),
        ({"after": "x"}, "BAD_CURSOR"),
        ({"after": cursor("search", "postgresql", "RELEVANCE", 0, False)}, "BAD_CURSOR"),
        ({"after": cursor("search", "postgresql", "RELEVANCE", 0, False, 1, 1, "x", 1)}, "BAD_CURSOR"),
        ({"after": cursor("search", "postgresql", "NOWHERE", 0, False, 1)}, "BAD_CURSOR"),
        ({"after": cursor("search", "postgresql", "NEWEST", 0, False, "tomorrow", 1)}, "BAD_CURSOR"),
        ({"after": cursor("NEWEST", "2026-01-01", 1)}, "BAD_CURSOR"),
        ({"filter": {"groups": ["x"]}}, "BAD_ID"),
    ],
)
def test_bad_pages_and_cursors_are_refused_with_a_code(variables, expected):
    assert codes(SEARCH, {"query": "gạo", **variables}) == [expected]


def taken(source, **variables):
    knowledge().get()
    with statements() as ran:
        ask(source, variables)
    return len(ran)


@pytest.mark.parametrize(
    ("source", "query", "most"),
    [
        (SEARCH, "nước mắm", 2),
        (SEARCH, "nuoc mam", 2),
        (SEARCH, "quà dưới 100 nghìn", 2),
        (SEARCH, "bánh nhản", 3),  # wrong accents: looked for twice
        (SEARCH, "lenge", 4),  # a slip: exactly, in texts, corrected
        (FACETS, "nước mắm", 2),
    ],
)
def test_statements_of_a_search(source, query, most):
    assert taken(source, query=query, **({"first": 10} if source == SEARCH else {})) <= most


def test_statements_grow_neither_with_the_page_nor_with_the_catalogue():
    counts = [taken(SEARCH, query="gạo", first=size) for size in (2, 100)]
    scale_to(total=400, now=NOW)
    index_pending()
    counts += [taken(SEARCH, query="gạo", first=size) for size in (2, 100)]
    assert counts == [2] * 4


def test_more_keys_than_any_query_has_are_refused():
    assert codes(SEARCH, {"query": "gạo", "undo": ["PRICE:x"] * 21}) == ["BAD_FILTER"]
    assert codes(SEARCH, {"query": "gạo", "undo": ["PRICE:x"] * 20}) == []
