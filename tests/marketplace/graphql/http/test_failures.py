"""What clients learn of our own failures: that there was one, and its number."""

import psycopg
import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, connection

from marketplace.graphql.http import views


def test_a_failing_field_is_masked_and_logged(post, caplog):
    response = post({"query": "{ hello crash }"})
    body = response.json()
    assert response.status_code == 200
    assert body["data"] == {"hello": "xin chào", "crash": None}
    assert body["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert b"secret" not in response.content and b"Division" not in response.content
    assert "ZeroDivisionError" in caplog.text


def test_a_failure_that_nulls_all_data_still_has_data(post):
    response = post({"query": "{ hardCrash }"})
    assert (response.status_code, response.json()["data"]) == (200, None)


@pytest.fixture
def broken(monkeypatch):
    def fail(*_given):
        raise RuntimeError("/srv/secret.py")

    monkeypatch.setattr(views, "document", fail)


def test_a_crash_of_the_view_is_json_with_the_number_that_the_log_has(post, broken, caplog):
    response = post({"query": "{ hello }"})
    assert response.status_code == 500
    assert response.headers["Content-Type"] == "application/json"
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "INTERNAL"
    assert error["extensions"]["requestId"] == response.headers["X-Request-Id"]
    assert b"secret" not in response.content
    assert "RuntimeError" in caplog.text


def test_a_crash_before_the_view_is_json_too(api, monkeypatch):
    def fail(*_given):
        raise DatabaseError("password=secret")

    monkeypatch.setattr(SessionStore, "_get_session_from_db", fail)
    monkeypatch.setattr("django.contrib.auth.middleware.get_user", lambda request: fail())
    api.cookies["sessionid"] = "x" * 32
    response = api.post("/graphql/", b'{"query": "{ viewer }"}', content_type="application/json")
    assert b"secret" not in response.content
    assert response.json()["errors"][0]["extensions"]["code"] == "INTERNAL"


def test_a_host_that_is_not_ours_gets_json(api):
    response = api.post("/graphql/", b"{}", content_type="application/json", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


def test_people_get_a_page(api):
    assert api.get("/", headers={"Host": "evil.example"}).headers["Content-Type"].startswith("text/html")


@pytest.fixture
def cut_connection(transactional_db):
    """Ends the server's side of this process's connection, as a restart of PostgreSQL would."""

    def cut():
        connection.ensure_connection()
        parameters = connection.get_connection_params()
        parameters.pop("cursor_factory")
        with psycopg.connect(**{**parameters, "context": None}) as other:
            other.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])

    yield cut
    connection.close()


def test_a_query_survives_the_loss_of_the_kept_connection(post, cut_connection, no_crash_logged):
    before = post({"query": "{ backend }"}).json()["data"]["backend"]
    cut_connection()
    answer = post({"query": "{ backend }"}).json()
    assert "errors" not in answer
    assert answer["data"]["backend"] != before


def test_a_write_gets_a_new_connection_before_it_runs(post, cut_connection, written, no_crash_logged):
    cut_connection()
    assert "errors" not in post({"query": 'mutation { write(text: "x") { text backend } }'}).json()
    assert written == ["x"]
