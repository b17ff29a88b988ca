import pytest

from marketplace.graphql.context import Context
from marketplace.graphql.errors import formatted


def codes(result):
    return [formatted(error)["extensions"]["code"] for error in result.errors]


def test_rows_are_read_and_serialized(ask):
    result = ask("{ products(first: 1) { __typename key: id name stars kind price { amount currency } label } code }")
    assert result.errors is None
    assert result.data == {
        "products": [
            {
                "__typename": "Product",
                "key": "p1",
                "name": "Nước mắm",
                "stars": 4,
                "kind": "DRINK",
                "price": {"amount": 90_000_000_000, "currency": "VND"},
                "label": "Nước mắm",
            }
        ],
        "code": "NOT_FOUND",
    }


def test_a_resolver_that_raises_nulls_its_field_and_its_siblings_stay(ask):
    result = ask("{ products { id crash } }")
    assert [row["id"] for row in result.data["products"]] == ["p1", "p2", "p3", "p4"]
    assert [error.path for error in result.errors] == [
        ["products", 0, "crash"],  # ninety billion is no Int
        ["products", 1, "crash"],
        ["products", 2, "crash"],
    ]


def test_items_of_an_unknown_type_are_nulled_one_by_one(ask):
    result = ask("{ things { ... on Product { id } ... on Seller { phone } } }")
    assert result.data["things"][3:] == [
        {"id": "p4"},
        {"phone": None},
        {"phone": "0912"},
        {"phone": "0913"},
        None,
        None,
    ]
    assert [error.path for error in result.errors] == [["things", 7], ["things", 8]]


def test_skip_and_include_follow_the_variables_of_each_request(ask):
    source = """query ($id: Boolean!, $name: Boolean = false) {
        products(first: 1) { id @include(if: $id) ... @skip(if: $name) { name } ...Stars @include(if: $name) } }
        fragment Stars on Product { stars }"""
    assert ask(source, {"id": True}).data["products"] == [{"id": "p1", "name": "Nước mắm"}]
    assert ask(source, {"id": False, "name": True}).data["products"] == [{"stars": 4}]
    assert ask(source, {"id": True, "name": True}).data["products"] == [{"id": "p1", "stars": 4}]


def test_arguments_follow_the_variables_of_each_request(ask):
    source = 'query ($stars: Range, $loud: Boolean) { products(stars: $stars) { label(prefix: "*", loud: $loud) } }'
    assert ask(source, {"stars": {"min": 4}, "loud": True}).data["products"][0] == {"label": "*NƯỚC MẮM"}
    assert len(ask(source, {"stars": {"min": 3, "max": 3}}).data["products"]) == 3
    assert len(ask(source).data["products"]) == 4


@pytest.mark.parametrize(
    ("source", "variables", "expected"),
    [
        ("{ hello", None, ["GRAPHQL_PARSE_FAILED"]),
        ("{ hello nosuch }", None, ["GRAPHQL_VALIDATION_FAILED"]),
        ("query ($n: Int!) { echo(number: $n) }", {}, ["BAD_USER_INPUT"]),
        ("query ($n: Int!) { echo(number: $n) }", {"n": "many"}, ["BAD_USER_INPUT"]),
        ("query ($n: Int) { echo(number: $n) }", {"n": None}, ["BAD_USER_INPUT"]),
        ("query A { hello } query B { hello }", None, ["OPERATION_RESOLUTION_FAILURE"]),
    ],
)
def test_wrong_requests_are_refused_with_a_code(ask, caplog, source, variables, expected):
    assert codes(ask(source, variables)) == expected
    assert not caplog.records


def test_an_unknown_operation_name_is_refused(ask):
    result = ask("query A { hello }", operation_name="B")
    assert result.data is None
    assert codes(result) == ["OPERATION_RESOLUTION_FAILURE"]


def test_field_suggestions_are_off_unless_debugging(ask, settings):
    assert ask("{ helo }").errors[0].message == "Cannot query field 'helo' on type 'Query'."


def test_a_broken_rule_in_a_query_keeps_its_own_code_and_field(ask, caplog):
    result = ask("{ products(first: 1) { refused } }")
    assert formatted(result.errors[0]) == {
        "message": "That filter is not valid.",
        "locations": [{"line": 1, "column": 24}],
        "path": ["products", 0, "refused"],
        "extensions": {"code": "BAD_FILTER", "field": ["filter", "stars"]},
    }
    assert not caplog.records


@pytest.mark.parametrize("field", ["crash", "broken", "seller { broken }"])
def test_what_nobody_foresaw_is_masked_and_logged_with_its_traceback(ask, caplog, field):
    result = ask(f"{{ nullableProducts {{ id {field} }} }}")
    told = formatted(result.errors[-1])
    assert told["extensions"] == {"code": "INTERNAL"}
    assert "secret" not in str(told)
    assert caplog.records[-1].exc_info[2] is not None
    assert "secret" in caplog.text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_resolvers_run_in_the_language_of_the_request(ask, context, language):
    context.language = language
    assert ask("{ language }").data == {"language": language}


def test_viewer_is_anonymous_without_a_request():
    assert not Context().viewer.is_authenticated
