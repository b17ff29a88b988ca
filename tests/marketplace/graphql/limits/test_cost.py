import pytest
from graphql import build_schema

from marketplace.graphql.documents import Documents
from marketplace.graphql.limits.cost import BUDGET, Pricing, over_budget

SCHEMA = build_schema("""
    type Query {
      products(first: Int, last: Int): Products!
      sellers(first: Int): Sellers!
      groups: [Group!]!
      places(level: Level, parent: ID): [Group!]!
      suggestions(first: Int = 8): [Group!]!
      product: Product
      node: Node
      hello: String
    }
    type Mutation { write: Product }
    enum Level { PROVINCE COMMUNE }
    interface Node { id: ID! }
    type Products { edges: [ProductEdge!]! nodes: [Product!]! pageInfo: PageInfo! totalCount: Int! facets: [Group!]! }
    type ProductEdge { cursor: String! node: Product! }
    type Sellers { nodes: [Seller!]! }
    type PageInfo { hasNextPage: Boolean! }
    type Product implements Node { id: ID! name: String! tags: [String!]! seller: Seller! variants: [Group!]! }
    type Seller implements Node { id: ID! products(first: Int): Products! }
    type Group { name: String! children: [Group!]! }
""")


@pytest.fixture
def cost():
    documents, pricing = Documents(SCHEMA), Pricing()

    def cost(source, variables=None):
        document = documents.get(source)
        assert document.errors == []
        return pricing.cost(document, document.operation(), variables or {})

    return cost


def test_plain_values_cost_nothing(cost):
    assert cost("{ hello }") == 0


def test_a_page_costs_its_objects(cost):
    assert cost("{ products(first: 10) { nodes { id name tags } } }") == 1 + 10
    assert cost("{ products(first: 10) { edges { node { seller { id } } } } }") == 1 + 10 * 3


def test_a_page_without_a_size_has_twenty_four(cost):
    assert cost("{ products { nodes { id } } }") == 1 + 24
    assert cost("{ products(first: null) { nodes { id } } }") == 1 + 24


def test_what_is_asked_beside_the_entries_counts_once(cost):
    assert cost("{ products(first: 50) { totalCount pageInfo { hasNextPage } } }") == 1 + 1


def test_pages_in_pages_multiply(cost):
    asked = "{ sellers(first: 100) { nodes { products(first: 100) { nodes { seller { id } variants { name } } } } } }"
    assert cost(asked) == 1 + 100 * (1 + 1 + 100 * (1 + 1 + 10))
    assert over_budget(cost(asked)).extensions == {"code": "COST_LIMIT"}


def test_a_budget_can_be_spent_to_the_end():
    assert over_budget(BUDGET) is None
    assert over_budget(BUDGET + 1) is not None


def test_variables_count_as_sent_then_as_their_default_then_as_24(cost):
    source = "query Q($n: Int = 7) { products(first: $n) { nodes { id } } }"
    assert cost(source, {"n": 3}) == 1 + 3
    assert cost(source) == 1 + 7
    assert cost("query Q($n: Int) { products(last: $n) { nodes { id } } }") == 1 + 24


def test_of_first_and_last_the_larger_counts(cost):
    source = "query Q($a: Int, $b: Int) { products(first: $a, last: $b) { nodes { id } } }"
    assert cost(source, {"a": None, "b": 90}) == 1 + 90
    assert cost(source, {"a": 90, "b": 2}) == 1 + 90


def test_a_whole_number_with_a_point_counts_as_graphql_takes_it(cost):
    source = "query Q($n: Int) { products(first: $n) { nodes { id } } }"
    assert cost(source, {"n": 100.0}) == 1 + 100


def test_an_explicit_null_is_no_wish_for_the_default(cost):
    source = "query Q($n: Int = 1) { products(first: $n) { nodes { id } } }"
    assert cost(source, {"n": None}) == 1 + 24
    assert cost("query Q($n: Int) { products(first: 3, last: $n) { nodes { id } } }", {"n": None}) == 1 + 3


@pytest.mark.parametrize("size", [-5, 0, "10", 1.5, True, [3], float("inf")])
def test_a_size_that_makes_no_sense_does_not_break_the_count(cost, size):
    assert cost("query Q($n: Int) { products(first: $n) { nodes { id } } }", {"n": size}) in (1 + 1, 1 + 24)


def test_a_page_that_is_too_large_costs_as_the_largest(cost):
    assert cost("{ products(first: 2147483647) { nodes { id } } }") == 1 + 100


def test_lists_without_pages_count_as_ten_or_as_the_settings_say(cost, settings):
    assert cost("{ groups { children { name } } }") == 10 * (1 + 10)
    settings.GRAPHQL_COSTS = {"Query.places": 500}
    assert cost("{ places { name } }") == 500


@pytest.fixture
def places(cost, settings):
    settings.GRAPHQL_COSTS = {
        "Query.places": 3000,
        "Query.places(parent)": 200,
        "Query.places(level: PROVINCE)": 70,
        "Query.product": 1500,
    }
    return cost


def test_arguments_that_narrow_a_list_make_it_cheaper(places):
    assert places("{ places { name } }") == places("{ places(level: COMMUNE) { name } }") == 3000
    assert places("{ places(level: PROVINCE) { name } }") == 70
    assert places('{ places(level: COMMUNE, parent: "x") { name children { name } } }') == 200 * 11
    assert places('{ places(level: PROVINCE, parent: "x") { name } }') == 70


def test_a_narrowing_variable_counts_as_sent(places):
    source = "query Q($level: Level = PROVINCE, $parent: ID) { places(level: $level, parent: $parent) { name } }"
    assert places(source) == 70
    assert places(source, {"level": "COMMUNE"}) == places(source, {"level": None, "parent": None}) == 3000
    assert places(source, {"level": None, "parent": "x"}) == 200
    assert places("{ places(parent: null, level: null) { name } }") == 3000


def test_a_field_that_takes_long_has_a_price_of_its_own(places):
    assert places("{ a: product { id } b: product { seller { id } } }") == 1500 + 1501


def test_a_list_with_a_size_counts_as_its_size(cost):
    assert cost("{ suggestions { name } }") == 8
    assert cost("{ suggestions(first: 20) { children { name } } }") == 20 * 11


def test_fragments_cost_what_is_in_them(cost):
    spread = "{ products(first: 10) { ...P } } fragment P on Products { nodes { ... on Node { id } ...S } }"
    assert cost(spread + " fragment S on Product { seller { id } }") == 1 + 10 * 2
    inline = "... on Product { seller { id } } ... on Seller { products(first: 2) { nodes { id } } }"
    assert cost(f"{{ node {{ {inline} }} }}") == 5


def test_introspection_and_writes_have_their_price(cost):
    assert cost("{ __schema { types { name fields { name } } } }") == 1000
    assert cost("{ __typename }") == 0
    assert cost("mutation { write { id } }") == 11


def test_each_operation_has_its_own_price(cost):
    documents, pricing = Documents(SCHEMA), Pricing()
    document = documents.get("query A { hello } query B { product { id } }")
    assert [pricing.cost(document, document.operation(name), {}) for name in ("A", "B", "A")] == [0, 1, 0]
