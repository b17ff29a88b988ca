"""`make bench-import`: 10,000 rows of a spreadsheet, checked and applied. Writes the section "Import" of results.md.

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
from benchmarks.report import RESULTS
from benchmarks.sections import with_section
from benchmarks.tables import table
from config.runtime.state import Stop
from config.runtime.terminal import say, step

NAME, MEASURE = "bench_import", "benchmarks.importing"
SECONDS, MEGABYTES = 120, 300  # that must hold


def main() -> int:
    try:
        return _bench({**os.environ})
    except (Stop, psycopg.Error) as error:
        print(f"\nThe benchmark cannot go on: {error}", file=sys.stderr)
        return 2


def _bench(environment: Mapping[str, str]) -> int:
    with psycopg.connect(environment["DATABASE_URL"]) as connection:
        computer = machine(connection.execute("SHOW server_version").fetchall()[0][0])
    with step("The demo loaded"):
        here = fresh_shop(environment, NAME)
        manage(here, "load_demo")
    found = {}
    for kind in ("csv", "xlsx"):
        with step(f"10,000 rows of {kind} imported"):
            found[kind] = called(here, MEASURE, kind)
    text = section(found, computer, datetime.now(UTC))
    RESULTS.write_text(with_section(RESULTS.read_text() if RESULTS.exists() else "", "Import", text))
    say()
    say(text)
    return 0 if not missed(found) else 1


def missed(found: Mapping[str, Mapping[str, Any]]) -> list[str]:
    late = [kind for kind, taken in found.items() if taken["check"] + taken["apply"] > SECONDS]
    large = [kind for kind, taken in found.items() if taken["megabytes"] > MEGABYTES]
    return [*(f"{kind}: time" for kind in late), *(f"{kind}: memory" for kind in large)]


def section(found: Mapping[str, Mapping[str, Any]], computer: Mapping[str, str], now: datetime) -> str:
    worse = missed(found)
    verdict = f"**Missed: {'; '.join(worse)}**" if worse else "Every must is met."
    lines = [
        f"`make bench-import`, {now:%Y-%m-%d %H:%M} UTC. {verdict}",
        "",
        *(f"- {name}: {value}" for name, value in computer.items()),
        "",
        f"10,000 rows that are 5,000 new products of two variants each. Musts: {SECONDS} s and {MEGABYTES} MB.",
        "",
        *table(
            ("file", "rows", "check, s", "apply, s", "CPU of the worker, s", "largest, MB"),
            [
                [
                    kind,
                    f"{taken['rows']:,}",
                    *(f"{taken[key]:.1f}" for key in ("check", "apply", "cpu")),
                    f"{taken['megabytes']:.0f}",
                ]
                for kind, taken in found.items()
            ],
        ),
        "",
        "The memory is the peak of the worker's process, with Django in it, from `getrusage`.",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
