"""How queries may be asked: methods, media types, parameters."""

import pytest

from tests.marketplace.graphql.http.answers import code_of

pytestmark = pytest.mark.usefixtures("no_crash_logged")

GRAPHQL, JSON = "application/graphql-response+json", "application/json"
HELLO = {"query": "{ hello }"}


def test_a_query_is_answered_with_its_cost(post):
    response = post({"query": "{ goods(first: 3) { nodes { name } } }"})
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/graphql-response+json; charset=utf-8"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.json() == {
        "data": {"goods": {"nodes": [{"name": "gạo"}] * 3}},
        "extensions": {"cost": {"requested": 4, "budget": 10_000}},
    }


def test_queries_come_by_get_too(get):
    response = get(
        {"query": "query Q($v: Int!) { number(value: $v) }", "variables": '{"v": 7}', "operationName": "Q"}
    )
    assert response.json()["data"] == {"number": 7}


def test_empty_parameters_of_an_address_are_as_good_as_none(get):
    assert get({"query": "{ hello }", "variables": "", "operationName": "", "extensions": ""}).status_code == 200


def test_a_mutation_by_get_is_refused_and_writes_nothing(get, written):
    response = get({"query": 'mutation { write(text: "x") { text } }'})
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert code_of(response) == "METHOD_NOT_ALLOWED"
    assert written == []


def test_the_named_operation_decides_whether_get_will_do(get, written):
    source = 'query Q { hello } mutation M { write(text: "x") { text } }'
    assert get({"query": source, "operationName": "Q"}).json()["data"] == {"hello": "xin chào"}
    assert get({"query": source, "operationName": "M"}).status_code == 405
    assert written == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(api, method):
    response = api.generic(method, "/graphql/", b"{}", content_type=JSON)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, POST, OPTIONS")


def test_options_names_the_methods_and_invites_no_other_site(api):
    response = api.options("/graphql/", headers={"Origin": "https://evil.example"})
    assert response.status_code == 204
    assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        (GRAPHQL, GRAPHQL),
        (f"{GRAPHQL}, {JSON};q=0.9", GRAPHQL),
        (f"{GRAPHQL};q=0.5, {JSON}", JSON),
        (f"{GRAPHQL}; charset=utf-8", GRAPHQL),
        ("Application/GraphQL-Response+JSON", GRAPHQL),
        ("text/html, */*;q=0.1", JSON),
    ],
)
def test_the_answer_has_the_type_that_the_client_prefers(post, accept, kind):
    response = post(HELLO, Accept=accept)
    assert (response.status_code, response.headers["Content-Type"]) == (200, f"{kind}; charset=utf-8")
    assert "Accept" in response.headers["Vary"]


@pytest.mark.parametrize("accept", ["text/html", "image/png", f"{JSON};q=0", "nonsense"])
def test_types_that_we_do_not_have_are_refused(post, accept):
    response = post(HELLO, Accept=accept)
    assert response.status_code == 406
    assert code_of(response) == "NOT_ACCEPTABLE"


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "application/x-www-form-urlencoded", "application/graphql", "application/jsonx"],
)
def test_bodies_of_other_types_are_refused(post, content_type):
    response = post(HELLO, content_type=content_type)
    assert response.status_code == 415
    assert code_of(response) == "UNSUPPORTED_MEDIA_TYPE"


@pytest.mark.parametrize(("charset", "status"), [("utf-8", 200), ('"UTF-8"', 200), ("utf-16", 415), ("latin1", 415)])
def test_only_utf8_is_read(post, charset, status):
    assert post(HELLO, content_type=f"application/json; charset={charset}").status_code == status


def test_compressed_bodies_are_refused(post):
    assert post(HELLO, Content_Encoding="gzip").status_code == 415


@pytest.mark.parametrize("body", [b" ", b"{", b"nonsense", b'{"query": "{ hello }"', b"[" * 5000, b"\xef\xbb\xbf{}"])
def test_what_is_not_json_is_refused(post, body):
    response = post(body)
    assert response.status_code == 400
    assert code_of(response) == "INVALID_JSON"


def test_an_empty_body_is_refused(post):
    response = post(b"", Content_Type=JSON)
    assert (response.status_code, code_of(response)) == (400, "INVALID_JSON")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"query": None},
        {"query": ""},
        {"query": 5},
        {"query": ["{ hello }"]},
        {**HELLO, "variables": []},
        {**HELLO, "variables": "{}"},
        {**HELLO, "operationName": 1},
        {**HELLO, "extensions": "x"},
        "x",
        5,
    ],
)
@pytest.mark.parametrize("accept", [GRAPHQL, JSON])
def test_parameters_of_the_wrong_kind_are_refused(post, body, accept):
    response = post(body if isinstance(body, dict) else f"{body!r}".replace("'", '"'), Accept=accept)
    assert response.status_code == 400
    assert code_of(response) == "BAD_REQUEST"


def nested(levels, leaf="1"):
    return "[" * (levels - 1) + leaf + "]" * (levels - 1)


@pytest.mark.parametrize("name", ["variables", "extensions"])
@pytest.mark.parametrize("levels", [33, 300, 900])
def test_parameters_nested_deeper_than_any_input_are_refused(post, get, name, levels):
    given = f'{{"x": {nested(levels)}}}'
    by_post = post(f'{{"query": "{{ hello }}", "{name}": {given}}}')
    by_get = get({"query": "{ hello }", name: given})
    for response in (by_post, by_get):
        assert (response.status_code, code_of(response)) == (400, "DEPTH_LIMIT")
    with_objects = post(f'{{"query": "{{ hello }}", "{name}": {{"x": {nested(30, "{}")}}}}}')
    assert with_objects.status_code == 200


def test_null_parameters_are_as_good_as_none(post):
    assert post({**HELLO, "variables": None, "operationName": None, "extensions": None}).status_code == 200


def test_batches_are_refused(post, written):
    response = post([HELLO, {"query": 'mutation { write(text: "x") { text } }'}])
    assert response.status_code == 400
    assert code_of(response) == "BATCHING_UNSUPPORTED"
    assert written == []


@pytest.mark.parametrize(
    ("query", "variables", "code"),
    [
        ("{", {}, "GRAPHQL_PARSE_FAILED"),
        ("{ unknown }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("query Q($v: Int!) { number(value: $v) }", {"v": "seven"}, "BAD_USER_INPUT"),
        ("query Q($v: Int!) { number(value: $v) }", {}, "BAD_USER_INPUT"),
        ("query A { hello } query B { hello }", {}, "OPERATION_RESOLUTION_FAILURE"),
    ],
)
def test_graphql_that_cannot_run_is_told_with_the_status_that_its_type_wants(post, query, variables, code):
    body = {"query": query, "variables": variables}
    for accept, status in ((GRAPHQL, 400), (JSON, 200)):
        response = post(body, Accept=accept)
        assert (response.status_code, code_of(response)) == (status, code)


def test_the_language_is_that_of_the_request(post):
    for asked, language in (("en", "en"), ("en-US,en;q=0.9", "en"), ("vi", "vi"), ("fr", "vi"), ("", "vi")):
        response = post({"query": "{ language }"}, Accept_Language=asked)
        assert response.json()["data"] == {"language": language}
        assert response.headers["Content-Language"] == language


@pytest.mark.parametrize("accept", [GRAPHQL, JSON])
def test_subscriptions_are_sent_to_their_own_address(post, get, accept):
    both = {"query": "query Q { hello } subscription S { hello }"}
    for response in (
        post({"query": "subscription { hello }"}, Accept=accept),
        post({**both, "operationName": "S"}, Accept=accept),
        get({**both, "operationName": "S"}, Accept=accept),
    ):
        assert (response.status_code, code_of(response)) == (400, "SUBSCRIPTION_UNSUPPORTED")
    assert post({**both, "operationName": "Q"}, Accept=accept).json()["data"] == {"hello": "xin chào"}
