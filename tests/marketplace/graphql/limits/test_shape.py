import pytest
from graphql import get_introspection_query, parse

from marketplace.graphql.limits.shape import ALIAS_LIMIT, DEPTH_LIMIT, FIELD_LIMIT, excess


def code_of(source):
    error = excess(parse(source))
    return error and error.extensions["code"]


def nested(depth):
    return "{a" * (depth - 1) + "{b}" + "}" * (depth - 1)


def test_a_query_of_the_largest_depth_is_fine_and_a_deeper_one_is_not():
    assert code_of(nested(12)) is None
    assert code_of(nested(13)) == DEPTH_LIMIT


def test_depth_counts_through_fragments():
    inner = f"fragment Deep on Query {nested(8)}"
    assert code_of("{ a { a { a { a { ...Deep } } } } }" + inner) is None
    assert code_of("{ a { a { a { a { a { ...Deep } } } } } }" + inner) == DEPTH_LIMIT


def test_inline_fragments_add_no_depth_until_they_are_absurd():
    assert code_of("{" + "... {" * 30 + "b" + "}" * 31) is None
    assert code_of("{" + "... {" * 120 + "b" + "}" * 121) == DEPTH_LIMIT


def test_the_standard_introspection_query_passes():
    assert excess(parse(get_introspection_query(specified_by_url=True, schema_description=True))) is None


def test_deep_introspection_is_refused():
    assert code_of("{ __schema { types { fields { type " + "{ ofType " * 20 + "{ name }" + "}" * 24) == DEPTH_LIMIT


def test_thirty_aliases_are_fine_and_more_are_not():
    def aliased(count):
        return "{" + " ".join(f"x{number}: b" for number in range(count)) + "}"

    assert code_of(aliased(30)) is None
    assert code_of(aliased(31)) == ALIAS_LIMIT
    assert code_of(aliased(500)) == ALIAS_LIMIT


def test_aliases_in_a_fragment_count_each_time_it_is_spread():
    fragment = "fragment F on Query { " + " ".join(f"x{number}: b" for number in range(16)) + " }"
    assert code_of("{ a { ...F } }" + fragment) is None
    assert code_of("{ a { ...F } c { ...F } }" + fragment) == ALIAS_LIMIT


def test_an_alias_that_renames_nothing_is_no_alias():
    assert code_of("{" + "b: b " * 40 + "}") is None


def test_the_same_field_may_be_asked_by_many_fragments_but_not_by_hundreds():
    assert code_of("{" + "b " * 99 + "}") is None
    assert code_of("{" + "b " * 300 + "}") == FIELD_LIMIT


def test_repetitions_are_found_in_unused_fragments_too():
    assert code_of("{ b } fragment F on Query {" + "b " * 300 + "}") == FIELD_LIMIT


@pytest.mark.parametrize("levels", [12, 60, 95])
def test_fragments_that_double_at_every_level_are_refused_without_spreading_them(levels):
    doubling = " ".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(levels))
    assert code_of("{ ...F0 }" + doubling + f"fragment F{levels} on Query {{ b }}") == FIELD_LIMIT


@pytest.mark.parametrize(
    "fragments",
    [
        "fragment F on Query { a { ...F } }",
        "fragment F on Query { ...G } fragment G on Query { a { ...F } }",
        "fragment F on Query { b } fragment G on Query { ...G }",
    ],
)
def test_fragments_within_themselves_are_refused(fragments):
    assert code_of("{ ...F }" + fragments) == "GRAPHQL_VALIDATION_FAILED"


def test_all_operations_of_a_document_count_together():
    many = " ".join(f"query Q{number} {{ b b b b b b b b b b }}" for number in range(120))
    assert code_of(many) == FIELD_LIMIT
