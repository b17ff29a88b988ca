import orjson
import pytest
from django.test import Client
from graphene_django.settings import graphene_settings

from tests.marketplace.graphql.http import shop

GRAPHQL = "application/graphql-response+json"


@pytest.fixture(autouse=True)
def written(monkeypatch):
    """The small shop in the place of the real schema; what has been written to it."""
    monkeypatch.setattr(graphene_settings, "SCHEMA", shop.schema)
    shop.written.clear()
    return shop.written


@pytest.fixture
def api():
    """A client that answers a failure of ours as a browser would see it, and checks who may write."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


@pytest.fixture
def post(api):
    """Posts JSON (or raw bytes); headers by their names."""

    def post(body, content_type="application/json", **headers):
        raw = body if isinstance(body, bytes | str) else orjson.dumps(body)
        headers = {"Accept": GRAPHQL, **{name.replace("_", "-"): value for name, value in headers.items()}}
        return api.post("/graphql/", raw, content_type=content_type, headers=headers)

    return post


@pytest.fixture
def get(api):
    def get(parameters, **headers):
        headers = {"Accept": GRAPHQL, **{name.replace("_", "-"): value for name, value in headers.items()}}
        return api.get("/graphql/", parameters, headers=headers)

    return get


@pytest.fixture
def no_crash_logged(caplog):
    """Fails the test when anything was logged as an error."""
    yield
    assert [record.getMessage() for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")] == []
