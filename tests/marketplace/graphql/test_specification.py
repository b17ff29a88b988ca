"""Corners of the specification that random queries seldom meet: our answers are graphql-core's, to the letter."""

import json
from datetime import UTC, datetime

import pytest
from graphene_django.settings import graphene_settings
from graphql import execute_sync, get_introspection_query

from marketplace.graphql.context import Context
from marketplace.graphql.documents import Documents
from marketplace.graphql.execution import execute
from tests.marketplace.graphql import market
from tests.marketplace.graphql.executors import by_batching, by_plan, by_stock, told

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SMALL = Documents(market.schema.graphql_schema)
REAL = Documents(graphene_settings.SCHEMA.graphql_schema)
BOTH = [{"a": a, "b": b} for a in (True, False) for b in (True, False)]

CASES = {
    "a nullable condition with a default, and null": (
        "query ($a: Boolean = true) { hello @skip(if: $a) x: hello }",
        [{}, {"a": False}, {"a": None}],
    ),
    "the same, below lists and loaders": (
        """query ($a: Boolean = true) { products { id @skip(if: $a) name }
            nullableProducts { seller { id @include(if: $a) place { name @skip(if: $a) } } } }""",
        [{}, {"a": False}, {"a": None}],
    ),
    "both conditions on one field": (
        "query ($a: Boolean!, $b: Boolean!) { x: hello @skip(if: $a) @include(if: $b) __typename }",
        BOTH,
    ),
    "one fragment spread under opposite conditions": (
        """query ($a: Boolean!, $b: Boolean!) { ...F @include(if: $a) ...F @skip(if: $b) }
            fragment F on Query { hello products { ... on Named @include(if: $a) { id } name } }""",
        BOTH,
    ),
    "nothing left": ("{ products { __typename @include(if: false) ... @skip(if: true) { id } } }", [{}]),
    "__typename everywhere": (
        """{ t: __typename products(first: 3) { t: __typename price { __typename } seller { __typename
            place { __typename } } related { __typename ... on Named { u: __typename } } }
            things { __typename } oneOdd(number: 1) { __typename } }""",
        [{}],
    ),
    "one key, asked twice with equal arguments": (
        "query ($n: Int) { a: products(first: $n) { id } a: products(first: $n) { name seller { id } } }",
        [{}, {"n": 1}, {"n": None}, {"n": 2.0}, {"n": "1"}, {"n": 2**31}, {"n": True}],
    ),
    "one key with other meanings on other types": (
        """{ things { ... on Product { x: label(prefix: "a") } ... on Seller { x: name place { name } }
            ... on Named { id ... on Product { y: label(prefix: "b") } } } }""",
        [{}],
    ),
    "arguments that must not be null": (
        "query ($n: Int = 1) { echo(number: $n) }",
        [{}, {"n": 5}, {"n": None}],
    ),
    "the same without a default": ("query ($n: Int) { echo(number: $n) }", [{}, {"n": 5}, {"n": None}]),
    "input objects with a default": (
        "query ($r: Range = {min: 3}) { products(stars: $r) { id } }",
        [{}, {"r": None}, {"r": {}}, {"r": {"max": None}}, {"r": [1]}, {"r": {"min": 1, "x": 2}}],
    ),
    "variables within an input object": (
        "query ($m: Int, $x: Int = 3) { products(stars: {min: $m, max: $x}) { id } }",
        [{}, {"m": None}, {"m": 3, "x": None}, {"x": 4}],
    ),
    "unknown variables": (
        "query ($n: Int) { echo(number: 2) @include(if: true) a: products(first: $n) { id } }",
        [{"z": 1}],
    ),
    "what resolvers answer amiss": (
        """query ($n: Int!) { oneOdd(number: $n) { matrix number truth ratio text kind colours notAList
            nobody { number } somebody { __typename id } sellers { id name } } }""",
        [{"n": n} for n in range(6)],
    ),
    "introspection beside data": (
        """{ __type(name: "Product") { fields { name args { name defaultValue } } }
            none: __type(name: "x") { name } hello }""",
        [{}],
    ),
    "an operation of no root": ("mutation { __typename }", [{}]),
}


@pytest.mark.parametrize("case", CASES)
def test_all_executors_answer_alike(case, monkeypatch):
    source, given = CASES[case]
    document = SMALL.get(source)
    assert document.errors == []
    for variables in given:
        stock = told(by_stock(document, variables, NOW))
        assert told(by_plan(document, variables, NOW).result) == stock, variables
        assert told(by_batching(document, variables, NOW, monkeypatch)) == stock, variables


@pytest.mark.parametrize("documents", [SMALL, REAL], ids=["small", "real"])
def test_introspection_is_that_of_graphql_core_within_our_limits(documents):
    source = get_introspection_query(
        descriptions=True, directive_is_repeatable=True, schema_description=True, input_value_deprecation=True
    )
    document = documents.get(source)
    assert document.errors == []
    ours = execute(document, context=Context(language="vi"))
    stock = execute_sync(documents.schema, document.ast)
    assert ours.result.errors is None
    assert json.dumps(ours.result.data) == json.dumps(stock.data)
    assert len(stock.data["__schema"]["types"]) > 10


@pytest.mark.parametrize(
    "source",
    [
        "{ a: products(first: 1) { id } a: products(first: 2) { name } }",
        "query ($n: Int) { a: products(first: 1) { id } a: products(first: $n) { id } }",
        "{ a: hello a: language }",
        '{ node(id: "p1") { ... on Product { x: stars } ... on Seller { x: phone } } }',
        "query A { hello } query A { language }",
        "query A { hello } { language }",
        "query ($n: Int) { hello }",
        "query ($n: Int, $n: Int) { echo(number: $n) }",
        "query ($n: Product) { hello }",
        "{ hello @skip(if: true) @skip(if: false) }",
        "query @skip(if: true) { hello }",
        "{ hello { length } }",
        "{ products }",
        "{ ...F } fragment F on Seller { id }",
        "{ products(first: 1, first: 2) { id } }",
        "{ products(stars: {min: 1, min: 2}) { id } }",
        "type A { b: Int } { hello }",
    ],
)
def test_what_the_specification_forbids_is_refused(source):
    [error, *_] = SMALL.get(source).errors
    assert error.extensions == {"code": "GRAPHQL_VALIDATION_FAILED"}
