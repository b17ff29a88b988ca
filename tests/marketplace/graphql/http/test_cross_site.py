"""What other sites can do with a visitor's cookies: nothing."""

import pytest
from django.middleware.csrf import _get_new_csrf_string

from tests.marketplace.graphql.http.answers import code_of

WRITE = {"query": 'mutation { write(text: "x") { text } }'}
pytestmark = pytest.mark.django_db


@pytest.fixture
def with_session(api):
    api.cookies["sessionid"] = "a" * 32


def test_apps_without_a_cookie_may_write(post, written):
    assert post(WRITE).status_code == 200
    assert written == ["x"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site", "Origin": "http://testserver"},
        {"Sec_Fetch_Site": "same-site"},
        {"X_CSRFToken": "x" * 32},
        {"X_Requested_With": "XMLHttpRequest"},
    ],
)
def test_a_write_with_a_cookie_from_elsewhere_is_refused(post, with_session, written, headers):
    response = post(WRITE, **headers)
    assert response.status_code == 403
    assert code_of(response) == "CROSS_SITE_REQUEST"
    assert written == []


@pytest.mark.parametrize("headers", [{"Origin": "http://testserver"}, {"Sec_Fetch_Site": "same-origin"}])
def test_a_write_with_a_cookie_from_our_own_pages_is_taken(post, with_session, written, headers):
    assert post(WRITE, **headers).status_code == 200
    assert written == ["x"]


def test_a_write_with_a_cookie_and_its_token_is_taken(api, post, with_session, written):
    api.cookies["csrftoken"] = token = _get_new_csrf_string()
    assert post(WRITE, X_CSRFToken="y" * 32).status_code == 403
    assert written == []
    assert post(WRITE, X_CSRFToken=token).status_code == 200
    assert written == ["x"]


def test_queries_with_a_cookie_need_nothing_more(post, get, with_session):
    assert post({"query": "{ hello }"}).status_code == 200
    assert get({"query": "{ hello }"}).status_code == 200


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded"])
def test_what_forms_can_send_is_not_read(post, with_session, written, content_type):
    assert post(WRITE, content_type=content_type, Origin="http://testserver").status_code == 415
    assert written == []


def test_a_form_with_files_needs_a_header_that_makes_browsers_ask_first(api, written):
    form = {"operations": '{"query": "mutation { write(text: \\"x\\") { text } }"}', "map": "{}"}
    response = api.post("/graphql/", form)
    assert response.status_code == 403
    assert code_of(response) == "CROSS_SITE_REQUEST"
    assert written == []
    for header in ("GraphQL-Require-Preflight", "Apollo-Require-Preflight", "X-Requested-With"):
        assert api.post("/graphql/", form, headers={header: "1"}).status_code == 200


def test_a_form_with_a_cookie_must_come_from_here_too(api, with_session, written):
    form = {"operations": '{"query": "mutation { write(text: \\"x\\") { text } }"}', "map": "{}"}
    assert api.post("/graphql/", form, headers={"GraphQL-Require-Preflight": "1"}).status_code == 403
    assert written == []
