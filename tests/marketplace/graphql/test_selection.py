import graphene
import pytest

from marketplace.graphql.selection import selected
from tests.marketplace.graphql import market

seen = []


class Query(market.Query):
    products = graphene.List(market.Product)
    node = graphene.Field(market.Named)

    @staticmethod
    def resolve_products(root, info):
        seen.append(selected(info))

    @staticmethod
    def resolve_node(root, info):
        seen.append(selected(info))


schema = graphene.Schema(query=Query, types=[market.Product, market.Seller])


@pytest.fixture
def look(ask):
    def look(source, variables=None):
        seen.clear()
        assert ask(source, variables, schema=schema).errors is None
        return seen[0]

    return look


def test_fields_are_seen_under_their_own_names_through_aliases_and_fragments(look):
    selection = look(
        """{ products { key: id ...Shop ... on Named { name } seller { id } } }
        fragment Shop on Product { seller { ... { phone } place { name } } }"""
    )
    assert selection.names == {"id", "seller", "name"}
    assert selection["seller"].names == {"phone", "place", "id"}
    assert selection["seller"]["place"].names == {"name"}
    assert "phone" not in selection
    assert not selection["nowhere"]["further"]


@pytest.mark.parametrize(("with_seller", "names"), [(True, {"id", "seller"}), (False, {"id"})])
def test_skipped_fields_are_not_seen(look, with_seller, names):
    source = (
        "query ($with: Boolean!) { products { id name @skip(if: true) ... @include(if: $with) { seller { id } } } }"
    )
    assert look(source, {"with": with_seller}).names == names


def test_the_key_tells_what_is_asked_not_how(look):
    first = look('{ products { id label(prefix: "a") seller { name id } } }').key
    assert look('{ products { seller { id } label(prefix: "b") i: id ... { seller { name } } } }').key == first
    assert look("{ products { id label seller { name } } }").key != first
    assert {first: "hashable"}[first] == "hashable"


def test_arguments_are_coerced_once_for_each_time_the_field_is_asked(look):
    source = 'query ($p: String) { products { label(prefix: $p) other: label(prefix: "x", loud: true) id } }'
    assert look(source, {"p": "y"}).arguments("label") == [{"prefix": "y"}, {"prefix": "x", "loud": True}]
    assert look("{ products { id } }").arguments("label") == []


def test_an_interface_shows_all_types_and_can_be_narrowed_to_one(look):
    selection = look("{ node { id ... on Product { stars seller { id } } ... on Seller { phone } } }")
    assert selection.names == {"id", "stars", "seller", "phone"}
    assert selection.on("Seller").names == {"id", "phone"}
    assert selection.on("Product")["seller"].names == {"id"}


def test_fragments_that_spread_each_other_twice_are_merged(look):
    doubling = " ".join(f"fragment F{n} on Product {{ ...F{n + 1} ...F{n + 1} }}" for n in range(6))
    selection = look(f"{{ products {{ ...F0 }} }} {doubling} fragment F6 on Product {{ stars }}")
    assert selection.names == {"stars"}
