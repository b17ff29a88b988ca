"""What is measured inside a shop, with Django set up: how right its search is, and how long it takes."""

import time
from collections import defaultdict
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from benchmarks.figures import percentile
from benchmarks.search.cases import Verdict, cases, verdict
from catalog.models import Product
from marketplace.clock import today
from search.engines.postgres.engine import PostgresEngine
from search.engines.protocol import FACETS, Engine
from search.known import knowledge
from search.policy import Answer, Wanted, answer

LOOKED_AT = 10
PAGE = 24
ROUNDS = 7
NOTHING: frozenset[str] = frozenset()


def relevance() -> dict[str, Any]:
    """By kind of query, and of all: first hit right, right in the first 3, mean reciprocal rank, no hits at all."""
    names = dict(Product.objects.values_list("pk", "name"))
    found: dict[str, list[Verdict]] = defaultdict(list)
    for case in cases():
        answered = _answer(case.query, LOOKED_AT)
        hits = answered.found.hits[:LOOKED_AT]
        judged = verdict(case, [names[hit.product_id] for hit in hits], len(hits))
        found[case.kind].append(judged)
        found["all"].append(judged)
    return {"kinds": {kind: _shares(verdicts) for kind, verdicts in found.items()}, "missed": _missed(found["all"])}


def latency() -> dict[str, Any]:
    """Of the same queries, from the query's text to ids, in ms: the first page, and that with all facets."""
    knowledge().get()
    return {"hits": _timed(NOTHING), "hits and facets": _timed(frozenset(FACETS))}


def _timed(facets: frozenset[str]) -> dict[str, float]:
    taken: list[float] = []
    for number in range(ROUNDS + 1):
        for case in cases():
            began = time.perf_counter()
            _answer(case.query, PAGE, facets)
            if number:  # the first round warms everything up
                taken.append((time.perf_counter() - began) * 1000)
    return {"p50": percentile(taken, 0.5), "p95": percentile(taken, 0.95), "longest": max(taken)}


def _answer(query: str, size: int, facets: frozenset[str] = NOTHING) -> Answer:
    return answer(Wanted(query=query, today=today(), size=size, facets=facets), _engine(), knowledge().get())


@cache
def _engine() -> Engine:
    """Nothing stands behind Elasticsearch here: what it does not answer ends the measurement."""
    if not settings.ELASTICSEARCH_URL:
        return PostgresEngine()
    engine: Engine = import_string("search.engines.elastic.serving.alone")()
    return engine


def _shares(verdicts: list[Verdict]) -> dict[str, float]:
    count = len(verdicts)
    return {
        "queries": count,
        "first": sum(one.rank == 1 for one in verdicts) / count,
        "first 3": sum(1 <= one.rank <= 3 for one in verdicts) / count,
        "mrr": sum(1 / one.rank for one in verdicts if one.rank) / count,
        "nothing": sum(not one.hits for one in verdicts) / count,
    }


def _missed(verdicts: list[Verdict]) -> list[str]:
    return [f"{one.case.query} (rank {one.rank or 'beyond 10'})" for one in verdicts if one.rank != 1]
