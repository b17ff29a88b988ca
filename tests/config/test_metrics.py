"""/metrics: for who has the token, and right also while the broker is away."""

import pytest

from marketplace import metrics
from search.models import IndexedEngine, PendingProduct

pytestmark = pytest.mark.django_db


def shown(client, token="secret-token"):
    return client.get("/metrics", headers={"Authorization": f"Bearer {token}"})


@pytest.fixture(autouse=True)
def token(settings):
    settings.METRICS_TOKEN = "secret-token"


@pytest.mark.parametrize("given", ["", "another", "secret-token-and-more", "ừ"])
def test_without_the_token_there_is_nothing(client, given):
    assert shown(client, given).status_code == 404


def test_without_a_setting_nobody_sees_it(client, settings):
    settings.METRICS_TOKEN = ""
    assert shown(client, "").status_code == 404
    assert client.get("/metrics").status_code == 404


def test_counters_and_lags_are_told(client):
    before = metrics.counts().get("search_fallbacks", 0)
    metrics.count("search_fallbacks")
    IndexedEngine.objects.create(name="es-1", is_serving=True)
    PendingProduct.objects.create(engine="es-1", product_id=1, version=1, since="2026-01-01T00:00Z")
    answer = shown(client)
    lines = answer.content.decode().splitlines()
    assert f"marketplace_search_fallbacks_total {before + 1}" in lines
    assert 'marketplace_search_index_lag_seconds{index="postgresql"} 0.000' in lines
    [lag] = [float(line.split()[1]) for line in lines if 'index="es-1"' in line]
    assert lag > 0
    assert answer.headers["Cache-Control"] == "no-store"


def test_without_the_broker_the_rest_is_told(client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:9/0"
    metrics.count("search_fallbacks")  # lost, and nothing else
    lines = shown(client).content.decode().splitlines()
    assert not any("fallbacks" in line for line in lines)
    assert any("index_lag" in line for line in lines)
