import hashlib

import pytest
import redis
from django.conf import settings as project

from marketplace.graphql.http import persisted, shared_queries
from tests.marketplace.graphql.http.answers import code_of

QUERY = "query Persisted { hello }"
HASH = hashlib.sha256(QUERY.encode()).hexdigest()


def asking(digest=HASH, **more):
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": digest}}, **more}


@pytest.fixture(autouse=True)
def store(monkeypatch):
    """A new process that shares nothing."""
    queries = persisted.PersistedQueries()
    monkeypatch.setattr(persisted, "persisted_queries", lambda: queries)
    monkeypatch.setattr("marketplace.graphql.http.views.persisted_queries", lambda: queries)
    return queries


@pytest.fixture
def shared(monkeypatch):
    monkeypatch.setattr(shared_queries, "TEXTS", f"test:{id(monkeypatch)}")
    monkeypatch.setattr(shared_queries, "TIMES", f"test:{id(monkeypatch)}:times")
    client = redis.Redis.from_url(project.REDIS_URL)
    yield client
    client.delete(shared_queries.TEXTS, shared_queries.TIMES)


@pytest.mark.parametrize(
    ("accept", "status"), [("application/graphql-response+json", 400), ("application/json", 200)]
)
def test_an_unknown_hash_is_told_as_the_protocol_says(post, accept, status):
    response = post(asking(), Accept=accept)
    assert (response.status_code, code_of(response)) == (status, "PERSISTED_QUERY_NOT_FOUND")
    assert response.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    assert response.headers["Cache-Control"] == "private, no-store"


def test_a_query_sent_once_is_known_by_its_hash(post, get):
    assert post(asking(query=QUERY)).json()["data"] == {"hello": "xin chào"}
    assert post(asking()).json()["data"] == {"hello": "xin chào"}
    extensions = f'{{"persistedQuery": {{"version": 1, "sha256Hash": "{HASH}"}}}}'
    assert get({"extensions": extensions}).json()["data"] == {"hello": "xin chào"}


def test_a_hash_of_another_query_is_refused_and_nothing_is_kept(post):
    response = post(asking(query="{ hello }"))
    assert (response.status_code, code_of(response)) == (400, "PERSISTED_QUERY_MISMATCH")
    assert code_of(post(asking())) == "PERSISTED_QUERY_NOT_FOUND"


def test_a_faulty_query_is_not_kept(post):
    faulty = "{ unknown }"
    digest = hashlib.sha256(faulty.encode()).hexdigest()
    assert code_of(post(asking(digest, query=faulty))) == "GRAPHQL_VALIDATION_FAILED"
    assert code_of(post(asking(digest))) == "PERSISTED_QUERY_NOT_FOUND"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"version": 2, "sha256Hash": HASH}, "PERSISTED_QUERY_NOT_SUPPORTED"),
        ("x", "PERSISTED_QUERY_NOT_SUPPORTED"),
        ({"version": 1}, "BAD_REQUEST"),
        ({"version": 1, "sha256Hash": "x"}, "BAD_REQUEST"),
        ({"version": 1, "sha256Hash": 5}, "BAD_REQUEST"),
        ({"version": 1, "sha256Hash": HASH.upper()}, "BAD_REQUEST"),
    ],
)
def test_what_is_no_persisted_query_is_refused(post, asked, code):
    response = post({"query": QUERY, "extensions": {"persistedQuery": asked}})
    assert (response.status_code, code_of(response)) == (400, code)


def test_a_mutation_by_its_hash_is_not_run_by_get(post, get, written):
    mutation = 'mutation { write(text: "x") { text } }'
    digest = hashlib.sha256(mutation.encode()).hexdigest()
    post(asking(digest, query=mutation))
    extensions = f'{{"persistedQuery": {{"version": 1, "sha256Hash": "{digest}"}}}}'
    assert get({"extensions": extensions}).status_code == 405
    assert written == ["x"]


def test_a_process_keeps_a_bounded_amount(store, monkeypatch):
    for number in range(30):
        source = f"# {number:050000}"
        store.remember(persisted.sha256(source), source)
    assert store.find(persisted.sha256(f"# {29:050000}")) is not None
    assert store.find(persisted.sha256(f"# {0:050000}")) is None


def test_workers_share_what_they_know(shared):
    one, other = (persisted.PersistedQueries(project.REDIS_URL) for _ in range(2))
    assert other.find(HASH) is None
    one.remember(HASH, QUERY)
    assert other.find(HASH) == QUERY
    shared.delete(shared_queries.TEXTS)
    assert other.find(HASH) == QUERY


def test_the_shared_store_is_bounded_and_drops_the_oldest(shared, monkeypatch):
    monkeypatch.setattr(shared_queries, "MOST", 3)
    one, other = (persisted.PersistedQueries(project.REDIS_URL) for _ in range(2))
    for number in range(5):
        one.remember(persisted.sha256(str(number)), str(number))
    one.remember(persisted.sha256("x" * 30_000), "x" * 30_000)
    assert shared.hlen(shared_queries.TEXTS) == 3
    assert [other.find(persisted.sha256(str(number))) for number in range(5)] == [None, None, "2", "3", "4"]


def test_what_somebody_put_under_a_wrong_hash_is_not_run(shared):
    shared.hset(shared_queries.TEXTS, HASH, "{ viewer }")
    assert persisted.PersistedQueries(project.REDIS_URL).find(HASH) is None


def test_a_shared_store_that_is_down_costs_one_try_and_breaks_nothing(monkeypatch, caplog):
    queries = persisted.PersistedQueries("redis://127.0.0.1:1/0")
    assert queries.find(HASH) is None
    queries.remember(HASH, QUERY)
    assert queries.find(HASH) == QUERY
    assert [record.levelname for record in caplog.records] == ["WARNING"]
