"""What clients learn of our own failures: that there was one, and its number."""

import psycopg
import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from marketplace.access import sessions
from marketplace.graphql.http import views
from tests.marketplace.people import bearer, make_session


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


@pytest.mark.django_db
def test_a_database_that_fails_while_it_is_asked_who_asks_is_told_as_json(api, post, monkeypatch):
    def fail(*_given):
        raise DatabaseError("password=secret")

    session = make_session()
    api.force_login(session.user)
    monkeypatch.setattr(sessions, "_found", fail)
    for headers in ({}, bearer(session, timezone.now())):
        response = post({"query": "{ viewer }"}, **headers)
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


def test_a_signed_query_survives_it_too(post, cut_connection, no_crash_logged):
    session = make_session()
    cut_connection()
    answer = post({"query": "{ viewer }"}, **bearer(session, timezone.now()))
    assert answer.json()["data"] == {"viewer": str(session.user_id)}
