"""`make bench-search`: how right the search is, and how fast. Writes the section "Search" of results.md.

Wants DATABASE_URL of a PostgreSQL on this machine; make starts one for it.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.inside import called, fresh_shop, manage
from benchmarks.machine import machine
from benchmarks.opensearch.node import LARGE, NotHere, start_node
from benchmarks.report import RESULTS
from benchmarks.search import freshness
from benchmarks.sections import with_section
from benchmarks.tables import table
from config.runtime.services import var_folder
from config.runtime.state import State, Stop
from config.runtime.terminal import say, step

NAME = "bench_search"
MEASURE = "benchmarks.search.measure"
OPENSEARCH = "OpenSearch"
SIZES = {15_000: 30, 100_000: 60}  # products, and the p95 in ms that must hold
FRESH = 15_000  # products, at which it is measured how soon the search is right
FIRST, FIRST_3, NOTHING = 0.90, 0.97, 0.02  # shares that must hold


def main() -> int:
    try:
        return _bench({**os.environ})
    except (Stop, psycopg.Error) as error:
        print(f"\nThe benchmark cannot go on: {error}", file=sys.stderr)
        return 2


def _bench(environment: Mapping[str, str]) -> int:
    with psycopg.connect(environment["DATABASE_URL"]) as connection:
        computer = machine(connection.execute("SHOW server_version").fetchall()[0][0])
    with step("The demo loaded and indexed"):
        here = fresh_shop(environment, NAME)
        engines = {"PostgreSQL": here, **_opensearch(here)}
        indexed = engines.get(OPENSEARCH, here)
        manage(here, "load_demo")
        manage(indexed, "search_rebuild")
    found = {name: called(there, MEASURE, "relevance") for name, there in engines.items()}
    times, soon = {}, {}
    for size in SIZES:
        times[size] = _grown(engines, size)
        if size == FRESH:
            soon = {name: _soon(there) for name, there in engines.items()}
    text = section(found, times, soon, computer, datetime.now(UTC))
    RESULTS.write_text(with_section(RESULTS.read_text() if RESULTS.exists() else "", "Search", text))
    say()
    say(text)
    return 0 if not missed(found, times, soon) else 1


def _opensearch(here: Mapping[str, str]) -> dict[str, Mapping[str, str]]:
    """The same shop with a node beside it; nothing where this machine cannot run one."""
    folder = Path(tempfile.mkdtemp(prefix="opensearch-"))
    try:
        url = start_node(folder, kept=var_folder() / "opensearch", until=os.getpid(), memory=LARGE)
    except NotHere as error:
        say(f"OpenSearch is not measured: {error}.")
        return {}
    return {OPENSEARCH: {**here, "ELASTICSEARCH_URL": url, "ELASTICSEARCH_FLAVOUR": "opensearch"}}


def _grown(engines: Mapping[str, Mapping[str, str]], size: int) -> dict[str, Any]:
    *_others, fullest = engines.values()
    with step(f"{size:,} products loaded and indexed"):
        manage(fullest, "load_demo", "--scale", str(size))
        manage(fullest, "search_rebuild")
        with psycopg.connect(fullest["DATABASE_URL"], autocommit=True) as inside:
            inside.execute("VACUUM ANALYZE")  # else autovacuum would do it in the middle of a measurement
    return {name: called(here, MEASURE, "latency") for name, here in engines.items()}


def _soon(here: Mapping[str, str]) -> dict[str, dict[str, float]]:
    with step("How soon it is right measured"), tempfile.TemporaryDirectory() as folder:
        return asyncio.run(freshness.measured(here, Path(folder), State(Path(folder)).port("web")))


def missed(
    found: Mapping[str, Mapping[str, Any]], times: Mapping[int, Mapping[str, Any]], soon: Mapping[str, Any]
) -> list[str]:
    """The musts of the issue that do not hold."""
    judged = {f"p95 at {size:,}": times[size]["PostgreSQL"]["hits"]["p95"] <= most for size, most in SIZES.items()}
    for name, measured in found.items():
        whole = measured["kinds"]["all"]
        judged[f"first hit right ({name})"] = whole["first"] >= FIRST
        judged[f"right in the first 3 ({name})"] = whole["first 3"] >= FIRST_3
        judged[f"no hits ({name})"] = whole["nothing"] <= NOTHING
    return [*(name for name, holds in judged.items() if not holds), *freshness.late(soon)]


def section(
    found: Mapping[str, Mapping[str, Any]],
    times: Mapping[int, Mapping[str, Any]],
    soon: Mapping[str, Any],
    computer: Mapping[str, str],
    now: datetime,
) -> str:
    worse = missed(found, times, soon)
    verdict = f"**Missed: {'; '.join(worse)}**" if worse else "Every must is met."
    lines = [
        f"`make bench-search`, {now:%Y-%m-%d %H:%M} UTC, {' and '.join(found)}. {verdict}",
        "",
        *(f"- {name}: {value}" for name, value in computer.items()),
        "",
        "How right, on the demo's 146 products (`benchmarks/data/search_queries.csv`).",
        "Musts: first hit right 90%, in the first 3 97%, no hits at most 2%.",
        "",
        *table(
            (
                "engine",
                "kind of query",
                "queries",
                "first hit right",
                "in the first 3",
                "mean reciprocal rank",
                "no hits",
            ),
            [_kind(engine, *row) for engine, measured in found.items() for row in measured["kinds"].items()],
        ),
        "",
        *(
            f"First hit not right ({engine}): {'; '.join(measured['missed']) or 'none'}."
            for engine, measured in found.items()
        ),
        "",
        "How long, from the typed query to the ids of the first 24 hits and their number, in one process, ms:",
        "",
        *table(
            ("products", "engine", "what", "p50", "p95", "longest", "p95 must be"),
            [
                _time(size, engine, what, taken)
                for size, engines in times.items()
                for engine, kinds in engines.items()
                for what, taken in kinds.items()
            ],
        ),
        "",
        *freshness.lines(soon, FRESH),
    ]
    return "\n".join(lines)


def _kind(engine: str, name: str, shares: Mapping[str, float]) -> list[str]:
    percents = [f"{shares[key]:.1%}" for key in ("first", "first 3")]
    return [engine, name, str(shares["queries"]), *percents, f"{shares['mrr']:.3f}", f"{shares['nothing']:.1%}"]


def _time(size: int, engine: str, what: str, taken: Mapping[str, float]) -> list[str]:
    most = str(SIZES[size]) if what == "hits" and engine == "PostgreSQL" else "–"
    return [f"{size:,}", engine, what, *(f"{taken[key]:.1f}" for key in ("p50", "p95", "longest")), most]


if __name__ == "__main__":
    sys.exit(main())
