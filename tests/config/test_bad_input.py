"""The bad input that the API was built to meet, each over HTTP against the real schema: a code, a status, no crash.

What arrives as bytes (large bodies, broken UTF-8, NUL) is sent to real servers in runtime/test_bad_input.py.
"""

import pytest

from marketplace.graphql.ids import global_id

pytestmark = pytest.mark.django_db

GRAPHQL, JSON = "application/graphql-response+json", "application/json"
PRODUCTS = (
    "query ($f: ProductFilter, $n: Int, $c: String) { products(filter: $f, first: $n, after: $c) { totalCount } }"
)
FRAGMENTS = "fragment A on Query { ...B } fragment B on Query { products { ...C } } fragment C on ProductConnection"

REFUSED_BEFORE_IT_RAN = {
    "unknown field": ({"query": "{ products { nodes { colour } } }"}, "GRAPHQL_VALIDATION_FAILED"),
    "unknown argument": ({"query": "{ products(limit: 3) { totalCount } }"}, "GRAPHQL_VALIDATION_FAILED"),
    "unknown type": (
        {"query": "query ($f: Filter) { products(filter: $f) { totalCount } }"},
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "unknown operation": ({"query": "query A { __typename }", "operationName": "B"}, "OPERATION_RESOLUTION_FAILURE"),
    "no GraphQL": ({"query": "SELECT * FROM marketplace_user"}, "GRAPHQL_PARSE_FAILED"),
    "20,000 tokens": ({"query": "{" + "__typename " * 19_998 + "}"}, "TOKEN_LIMIT"),
    "100,000 characters": ({"query": "{ __typename }" + " " * 100_000}, "TOKEN_LIMIT"),
    "depth 40": ({"query": "{ node " * 39 + "{ id }" + " }" * 39}, "DEPTH_LIMIT"),
    "depth 4,000": ({"query": "{ node " * 999 + "{ id }" + " }" * 999}, "DEPTH_LIMIT"),
    "500 aliases": (
        {"query": "{" + " ".join(f"a{number}: __typename" for number in range(500)) + "}"},
        "ALIAS_LIMIT",
    ),
    "fragments in a circle": (
        {"query": f"{{ ...A }} {FRAGMENTS} {{ nodes {{ ...C }} }}"},
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "a fragment in itself": ({"query": "{ ...F } fragment F on Query { ...F }"}, "GRAPHQL_VALIDATION_FAILED"),
    "fragments that double": (
        {
            "query": "{ ...F0 } fragment F40 on Query { __typename }"
            + " ".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(40))
        },
        "FIELD_LIMIT",
    ),
    "pages in pages": (
        {"query": "{ sellers(first: 100) { nodes { products(first: 100) { nodes { id seller { id } } } } } }"},
        "COST_LIMIT",
    ),
    "an amount beyond 64 bits": (
        {"query": f"{{ products(filter: {{price: {{max: {2**63}}}}}) {{ totalCount }} }}"},
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "an amount beyond 64 bits, as a variable": (
        {"query": PRODUCTS, "variables": {"f": {"price": {"max": 2**63}}}},
        "BAD_USER_INPUT",
    ),
    "a text for a number": ({"query": PRODUCTS, "variables": {"n": "many"}}, "BAD_USER_INPUT"),
    "an unknown key of a filter": ({"query": PRODUCTS, "variables": {"f": {"colour": "red"}}}, "BAD_USER_INPUT"),
    "a missing variable": ({"query": "query ($id: ID!) { node(id: $id) { id } }"}, "BAD_USER_INPUT"),
    "NUL in a literal": ({"query": '{ seller(slug: "a\\u0000") { id } }'}, "BAD_USER_INPUT"),
    "NUL in a block literal": ({"query": '{ seller(slug: """a\0""") { id } }'}, "BAD_USER_INPUT"),
    "NUL between fields": ({"query": "{ __typename \0 }"}, "GRAPHQL_PARSE_FAILED"),
    "half a surrogate": ({"query": '{ seller(slug: "\\ud800") { id } }'}, "GRAPHQL_PARSE_FAILED"),
}
A_FIELD_REFUSED = {
    "bad cursor": ({"c": "nonsense"}, "BAD_CURSOR"),
    "page of 101": ({"n": 101}, "BAD_PAGE"),
    "page of none": ({"n": 0}, "BAD_PAGE"),
    "page of less": ({"n": -7}, "BAD_PAGE"),
    "bad id": ({"f": {"groups": ["nonsense"]}}, "BAD_ID"),
    "id of another type": ({"f": {"sellers": [global_id("Product", 1)]}}, "BAD_ID"),
    "negative price": ({"f": {"price": {"min": -1}}}, "BAD_FILTER"),
    "absurd price range": ({"f": {"price": {"min": 2, "max": 1}}}, "BAD_FILTER"),
    "unknown place": ({"f": {"places": [global_id("Place", 10**12)]}}, "BAD_FILTER"),
    "unknown group": ({"f": {"groups": [global_id("ProductGroup", 10**12)]}}, "BAD_FILTER"),
    "unknown seller": ({"f": {"sellers": [global_id("Seller", 10**12)]}}, "BAD_FILTER"),
    "six stars": ({"f": {"stars": [6]}}, "BAD_FILTER"),
    "101 groups": ({"f": {"groups": [global_id("ProductGroup", n) for n in range(101)]}}, "BAD_FILTER"),
}
INSIDES = ("Traceback", "psycopg", "SELECT ", ".py", "Did you mean")


@pytest.fixture
def post(client, caplog):
    """Answers the response; asserts that it shows nothing of our insides and that no crash was logged."""

    def post(body, accept):
        answer = client.post(
            "/graphql/", body, content_type=JSON, headers={"Accept": accept, "Accept-Language": "en"}
        )
        assert answer.headers["Content-Type"] == f"{accept}; charset=utf-8"
        for words in INSIDES:
            assert words not in str(answer.json()), words
        return answer

    yield post
    assert [record.getMessage() for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")] == []


@pytest.mark.parametrize(("accept", "status"), [(GRAPHQL, 400), (JSON, 200)])
@pytest.mark.parametrize("case", REFUSED_BEFORE_IT_RAN)
def test_what_cannot_run_is_told_with_the_status_of_its_media_type(post, case, accept, status):
    body, code = REFUSED_BEFORE_IT_RAN[case]
    answer = post(body, accept)
    assert (answer.status_code, "data" in answer.json()) == (status, False)
    assert {error["extensions"]["code"] for error in answer.json()["errors"]} == {code}
    assert all(0 < len(error["message"]) <= 500 for error in answer.json()["errors"])


@pytest.mark.parametrize("accept", [GRAPHQL, JSON])
@pytest.mark.parametrize("case", A_FIELD_REFUSED)
def test_what_a_field_refuses_is_told_beside_it(post, case, accept):
    variables, code = A_FIELD_REFUSED[case]
    answer = post({"query": PRODUCTS, "variables": variables}, accept)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, answer.json()["data"]) == (200, None)
    assert (error["extensions"]["code"], error["path"]) == (code, ["products"])
    assert error["message"]


@pytest.mark.parametrize("name", ["variables", "operationName"])
def test_nul_in_a_parameter_is_no_request(post, name):
    given = {"n": "\0"} if name == "variables" else "\0"
    for accept in (GRAPHQL, JSON):
        answer = post({"query": PRODUCTS, name: given}, accept)
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_USER_INPUT")
