import pytest
from django.test import Client

from tests.marketplace.people import changes_nothing, user

__all__ = ["api", "ask", "changes_nothing", "user"]


@pytest.fixture
def api():
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def ask(api):
    """Sends a request to the real schema as an app or a browser would; answers its `data`."""

    def send(source, variables=None, *, headers=None, client=None):
        body = {"query": source, "variables": variables or {}}
        headers = {"Accept-Language": "en", "Origin": "http://testserver", **(headers or {})}
        answer = (client or api).post("/graphql/", body, content_type="application/json", headers=headers)
        assert answer.status_code == 200, answer.content
        assert "errors" not in answer.json(), answer.json()["errors"]
        return answer.json()["data"]

    return send
