"""The limits as documents keep them: before validation, and with codes."""

import pytest
from graphql import GraphQLSyntaxError

from marketplace.graphql.documents import Documents
from marketplace.graphql.limits.parsing import parse_bounded
from tests.marketplace.graphql import market


@pytest.fixture
def code_of():
    documents = Documents(market.schema.graphql_schema)

    def code_of(source):
        errors = documents.get(source).errors
        return errors[0].extensions["code"] if errors else None

    return code_of


def test_two_thousand_tokens_are_read_and_no_more():
    assert parse_bounded("{" + "hello " * 1998 + "}")
    with pytest.raises(Exception, match="more than 2000 tokens") as caught:
        parse_bounded("{" + "hello " * 1999 + "}")
    assert caught.value.extensions == {"code": "TOKEN_LIMIT"}


@pytest.mark.parametrize("padding", ["#\n" * 300, " " * 100_001, "#" * 100_001 + "\n"])
def test_comments_and_white_space_are_bounded_too(code_of, padding):
    assert code_of(padding + "{ hello }") == "TOKEN_LIMIT"


@pytest.mark.parametrize("opening", ["{products", "{... ", "{echo(number: [", "{products(stars: {min: {min: "])
def test_nesting_that_would_exhaust_the_parser_is_refused(code_of, opening):
    assert code_of(opening * 400) in ("DEPTH_LIMIT", "GRAPHQL_PARSE_FAILED")


def test_a_syntax_error_stays_one():
    with pytest.raises(GraphQLSyntaxError):
        parse_bounded("{")


def test_a_document_beyond_a_limit_is_not_validated(code_of):
    assert code_of("{" + "unknownField " * 300 + "}") == "FIELD_LIMIT"


def test_introspection_in_circles_is_refused(code_of):
    circles = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"
    assert code_of(circles) == "GRAPHQL_VALIDATION_FAILED"


@pytest.mark.parametrize("written", [r"\u0000", r"\u{0}", r"\u{00}", "\0"])
def test_nul_in_a_literal_is_refused(code_of, written):
    assert code_of('{ node(id: "a' + written + '") { id } }') == "BAD_USER_INPUT"


def test_other_escapes_are_fine(code_of):
    assert code_of(r'{ node(id: "\u00e0 \u{1F34A}") { id } }') is None


def test_no_suggestion_tells_what_there_is(settings):
    found = Documents(market.schema.graphql_schema).get("{ helo }")
    assert "Did you mean" not in found.errors[0].message
