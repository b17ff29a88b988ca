"""`make bench-search`: how right the search is, and how fast. Writes the section "Search" of results.md.

Wants DATABASE_URL of a PostgreSQL on this machine; make starts one for it.
"""

import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import psycopg

from benchmarks.inside import called, fresh_shop, manage
from benchmarks.machine import machine
from benchmarks.report import RESULTS, table
from benchmarks.sections import with_section
from config.runtime.state import Stop
from config.runtime.terminal import say, step

NAME = "bench_search"
MEASURE = "benchmarks.search.measure"
SIZES = {15_000: 30, 100_000: 60}  # products, and the p95 in ms that must hold
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
        manage(here, "load_demo")
        manage(here, "search_rebuild")
    found = called(here, MEASURE, "relevance")
    times = {size: _grown(here, size) for size in SIZES}
    text = section(found, times, computer, datetime.now(UTC))
    RESULTS.write_text(with_section(RESULTS.read_text() if RESULTS.exists() else "", "Search", text))
    say()
    say(text)
    return 0 if not missed(found, times) else 1


def _grown(here: Mapping[str, str], size: int) -> Any:
    with step(f"{size:,} products loaded and indexed"):
        manage(here, "load_demo", "--scale", str(size))
        manage(here, "search_rebuild")
        with psycopg.connect(here["DATABASE_URL"], autocommit=True) as inside:
            inside.execute("VACUUM ANALYZE")  # else autovacuum would do it in the middle of a measurement
    return called(here, MEASURE, "latency")


def missed(found: Mapping[str, Any], times: Mapping[int, Mapping[str, Any]]) -> list[str]:
    """The musts of the issue that do not hold."""
    whole = found["kinds"]["all"]
    judged = {
        "first hit right": whole["first"] >= FIRST,
        "right in the first 3": whole["first 3"] >= FIRST_3,
        "no hits": whole["nothing"] <= NOTHING,
        **{f"p95 at {size:,}": times[size]["hits"]["p95"] <= most for size, most in SIZES.items()},
    }
    return [name for name, holds in judged.items() if not holds]


def section(
    found: Mapping[str, Any], times: Mapping[int, Mapping[str, Any]], computer: Mapping[str, str], now: datetime
) -> str:
    worse = missed(found, times)
    verdict = f"**Missed: {'; '.join(worse)}**" if worse else "Every must is met."
    lines = [
        f"`make bench-search`, {now:%Y-%m-%d %H:%M} UTC, PostgreSQL engine. {verdict}",
        "",
        *(f"- {name}: {value}" for name, value in computer.items()),
        "",
        "How right, on the demo's 146 products (`benchmarks/data/search_queries.csv`).",
        "Musts: first hit right 90%, in the first 3 97%, no hits at most 2%.",
        "",
        *table(
            ("kind of query", "queries", "first hit right", "in the first 3", "mean reciprocal rank", "no hits"),
            [_kind(name, shares) for name, shares in found["kinds"].items()],
        ),
        "",
        f"First hit not right: {'; '.join(found['missed']) or 'none'}.",
        "",
        "How long, from the typed query to the ids of the first 24 hits and their number, in one process, ms:",
        "",
        *table(
            ("products", "what", "p50", "p95", "longest", "p95 must be"),
            [_time(size, what, taken) for size, kinds in times.items() for what, taken in kinds.items()],
        ),
    ]
    return "\n".join(lines)


def _kind(name: str, shares: Mapping[str, float]) -> list[str]:
    percents = [f"{shares[key]:.1%}" for key in ("first", "first 3")]
    return [name, str(shares["queries"]), *percents, f"{shares['mrr']:.3f}", f"{shares['nothing']:.1%}"]


def _time(size: int, what: str, taken: Mapping[str, float]) -> list[str]:
    most = str(SIZES[size]) if what == "hits" else "–"
    return [f"{size:,}", what, *(f"{taken[key]:.1f}" for key in ("p50", "p95", "longest")), most]


if __name__ == "__main__":
    sys.exit(main())
