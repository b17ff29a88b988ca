"""`make bench-search`: how right the search is, and how fast. Writes the section "Search" of results.md.

Wants DATABASE_URL of a PostgreSQL on this machine; make starts one for it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import psycopg

from benchmarks.machine import machine
from benchmarks.report import RESULTS, table
from benchmarks.sections import with_section
from config.runtime.state import Stop
from config.runtime.terminal import say, step

NAME = "bench_search"
SIZES = {15_000: 30, 100_000: 60}  # products, and the p95 in ms that must hold
FIRST, FIRST_3, NOTHING = 0.90, 0.97, 0.02  # shares that must hold
_INSIDE = (
    "import django, json; django.setup(); from benchmarks.search import measure; print(json.dumps(measure.{what}()))"
)


def main() -> int:
    try:
        return _bench({**os.environ})
    except (Stop, psycopg.Error) as error:
        print(f"\nThe benchmark cannot go on: {error}", file=sys.stderr)
        return 2


def _bench(environment: Mapping[str, str]) -> int:
    address = environment["DATABASE_URL"]
    here = {
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        **environment,
        "DATABASE_URL": urlsplit(address)._replace(path=f"/{NAME}").geturl(),
        "LOG_LEVEL": "WARNING",
    }
    with psycopg.connect(address, autocommit=True) as connection:
        computer = machine(connection.execute("SHOW server_version").fetchall()[0][0])
        connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {NAME}")
    with step("The demo loaded and indexed"):
        _manage(here, "migrate", "--verbosity", "0")
        _manage(here, "load_demo")
        _manage(here, "search_rebuild")
    found = _measured(here, "relevance")
    times = {size: _grown(here, size) for size in SIZES}
    text = section(found, times, computer, datetime.now(UTC))
    RESULTS.write_text(with_section(RESULTS.read_text() if RESULTS.exists() else "", "Search", text))
    say()
    say(text)
    return 0 if not missed(found, times) else 1


def _grown(here: Mapping[str, str], size: int) -> dict[str, Any]:
    with step(f"{size:,} products loaded and indexed"):
        _manage(here, "load_demo", "--scale", str(size))
        _manage(here, "search_rebuild")
        with psycopg.connect(here["DATABASE_URL"], autocommit=True) as inside:
            inside.execute("VACUUM ANALYZE")  # else autovacuum would do it in the middle of a measurement
    return _measured(here, "latency")


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


def _measured(here: Mapping[str, str], what: str) -> dict[str, Any]:
    measured: dict[str, Any] = json.loads(
        _run(here, sys.executable, "-c", _INSIDE.format(what=what)).splitlines()[-1]
    )
    return measured


def _manage(here: Mapping[str, str], *words: str) -> None:
    _run(here, sys.executable, "manage.py", *words)


def _run(here: Mapping[str, str], *command: str) -> str:
    done = subprocess.run(command, env=dict(here), capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
