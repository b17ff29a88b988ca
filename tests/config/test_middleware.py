import logging

import pytest
from django.test import Client
from structlog.contextvars import bind_contextvars, get_contextvars

pytestmark = pytest.mark.django_db


def test_sane_request_id_is_kept_and_returned(client: Client) -> None:
    response = client.get("/admin/login/", headers={"X-Request-Id": "proxy-7f3a.0001"})
    assert response.headers["X-Request-Id"] == "proxy-7f3a.0001"


@pytest.mark.parametrize("given", ["", "short", "x" * 65, "with space 12", 'quote"quote"', "new\tline-of-a-log"])
def test_strange_request_id_is_replaced(client: Client, given: str) -> None:
    made = client.get("/admin/login/", headers={"X-Request-Id": given}).headers["X-Request-Id"]
    assert made != given
    assert len(made) == 32


def test_request_id_of_one_request_does_not_reach_the_next(client: Client) -> None:
    bind_contextvars(left_over="from another request")
    first = client.get("/admin/login/").headers["X-Request-Id"]
    second = client.get("/admin/login/").headers["X-Request-Id"]
    assert first != second
    assert get_contextvars() == {"request_id": second}


def test_each_request_is_one_line_without_personal_data(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="access"):
        client.get("/admin/login/?email=lan@example.com", REMOTE_ADDR="203.0.113.9")
    (line,) = [record for record in caplog.records if record.name == "access"]
    assert (line.method, line.path, line.status) == ("GET", "/admin/login/", 200)
    assert line.ms >= 0
    assert "lan@example.com" not in str(vars(line))
    assert "203.0.113.9" not in str(vars(line))


def test_pages_load_from_their_own_origin_alone_and_cannot_be_framed(client: Client) -> None:
    headers = client.get("/no/such/page").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_office_alone_may_evaluate(client: Client) -> None:
    policy = client.get("/admin/login/").headers["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-eval'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in client.get("/graphql/").headers["Content-Security-Policy"]
