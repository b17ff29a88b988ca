"""`make bench-signin`: what those who shop notice of those who sign in. Writes the section "Sign-in" of results.md.

Wants DATABASE_URL and REDIS_URL of services on this machine; make starts some for it.
"""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import psycopg

from benchmarks.client import BadAnswer, drive, paced
from benchmarks.databases import SMALL, Catalogue, catalogues
from benchmarks.figures import percentile
from benchmarks.machine import machine
from benchmarks.processes import go_first
from benchmarks.report import RESULTS
from benchmarks.requests import fresh_lists, same_list
from benchmarks.sections import with_section
from benchmarks.servers import SHOP, serving
from benchmarks.tables import table
from config.runtime.state import State, Stop
from config.runtime.terminal import say, step

CROWDS = (0, 500, 5_000)  # sign-ins a minute
LISTS = 40  # a second, where they come at a pace
ROUNDS, SECONDS = 5, 4.0
PEOPLE = 2_000
MUST = 1.5  # × the p95 without anybody signing in, at 500 a minute


@dataclass(frozen=True, slots=True)
class Sample:
    """Lists at a pace and as fast as they come, in ms, and what became of the crowd beside them."""

    middle: float
    slow: float
    kept_middle: float
    kept_slow: float
    full_speed: float  # lists a second
    full_speed_slow: float
    crowd: Mapping[str, float]


def main() -> int:
    try:
        return asyncio.run(_bench({**os.environ}, Path(os.environ.get("VAR_DIR") or "var/bench").resolve()))
    except (Stop, BadAnswer, psycopg.Error) as error:
        print(f"\nThe benchmark cannot go on: {error}", file=sys.stderr)
        return 2


async def _bench(environment: Mapping[str, str], folder: Path) -> int:
    with psycopg.connect(environment["DATABASE_URL"]) as connection:
        here = machine(connection.execute("SHOW server_version").fetchall()[0][0])
    with catalogues(environment, [SMALL]) as (made, database):
        catalogue = made[SMALL]
        with step(f"{PEOPLE:,} people"):
            _run(catalogue, "benchmarks.people", str(PEOPLE))
        async with serving(SHOP, catalogue, folder, State(folder).port("bench sign-in")) as server:
            drive(server.port, fresh_lists(catalogue), connections=8, seconds=2)
            go_first(os.getpid(), database)
            samples = _measured(server.port, catalogue)
    text = section(samples, here, datetime.now(UTC))
    RESULTS.write_text(with_section(RESULTS.read_text() if RESULTS.exists() else "", "Sign-in", text))
    say()
    say(text)
    return 0 if slowdown(samples) <= MUST else 1


def _measured(port: int, catalogue: Catalogue) -> dict[int, list[Sample]]:
    found: dict[int, list[Sample]] = {crowd: [] for crowd in CROWDS}
    for number in range(ROUNDS):
        for crowd in CROWDS if number % 2 == 0 else CROWDS[::-1]:
            found[crowd].append(_sample(port, catalogue, crowd))
        say(f"  Round {number + 1} of {ROUNDS}")
    return found


def _sample(port: int, catalogue: Catalogue, crowd: int) -> Sample:
    process = _crowd(port, crowd, 3 * SECONDS) if crowd else None
    if process is not None:
        go_first(process.pid)
    due = [number / LISTS for number in range(int(LISTS * SECONDS))]
    at_pace = paced(port, fresh_lists(catalogue), due=due, connections=8)
    kept = paced(port, same_list(catalogue), due=due, connections=8)
    at_full_speed = drive(port, fresh_lists(catalogue), connections=4, seconds=SECONDS)
    return Sample(
        percentile(at_pace, 0.5) * 1000,
        percentile(at_pace, 0.95) * 1000,
        percentile(kept, 0.5) * 1000,
        percentile(kept, 0.95) * 1000,
        len(at_full_speed) / SECONDS,
        percentile(at_full_speed, 0.95) * 1000,
        _outcome(process) if process is not None else {},
    )


def _crowd(port: int, per_minute: int, seconds: float) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "benchmarks.crowd", str(port), str(per_minute), str(seconds), str(PEOPLE)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _outcome(process: "subprocess.Popen[str]") -> dict[str, float]:
    output, complaint = process.communicate(timeout=120)
    if process.returncode:
        raise Stop(f"The crowd could not come: {complaint[-2000:]}")
    told: dict[str, float] = json.loads(output)
    return told


def _run(catalogue: Catalogue, module: str, *words: str) -> None:
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(command, env=dict(catalogue.environment), capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(f"{module} failed:\n{done.stderr[-2000:]}")


def slowdown(samples: Mapping[int, list[Sample]]) -> float:
    """The p95 of lists beside 500 sign-ins a minute, as a multiple of that without: the median of the rounds."""
    pairs = zip(samples[CROWDS[1]], samples[0], strict=True)
    return median(beside.slow / alone.slow for beside, alone in pairs)


def section(samples: Mapping[int, list[Sample]], here: Mapping[str, str], now: datetime) -> str:
    seen = slowdown(samples)
    columns = [
        *(
            "sign-ins a minute",
            "lists: p50",
            "p95",
            "cached lists: p50",
            "p95",
            "lists a second at full speed",
            "p95",
        ),
        *("let in", "told to come back", "sign-in: p50", "p95"),
    ]
    verdict = "met" if seen <= MUST else "**MISSED**"
    where = f"{now:%Y-%m-%d %H:%M} UTC, {here['CPU']}, load before {here['Load before']}."
    how = (
        f"`make bench-signin`: medians of {ROUNDS} interleaved rounds, times in ms. {LISTS} lists of 24 a second"
        " come at a pace, from the same cores as server, database and crowd; then as many as four connections take."
    )
    lines = [f"{where} {how}", ""]
    lines += [f"p95 of lists beside 500 sign-ins a minute: {seen:.2f} × that without (must {MUST:g}): {verdict}.", ""]
    return "\n".join([*lines, *table(columns, [_row(crowd, found) for crowd, found in samples.items()])])


def _row(crowd: int, found: list[Sample]) -> list[str]:
    lists = [
        f"{median(sample.middle for sample in found):.1f}",
        f"{median(sample.slow for sample in found):.1f}",
        f"{median(sample.kept_middle for sample in found):.1f}",
        f"{median(sample.kept_slow for sample in found):.1f}",
        f"{median(sample.full_speed for sample in found):.0f}",
        f"{median(sample.full_speed_slow for sample in found):.1f}",
    ]
    if not crowd:
        return ["none", *lists, "–", "–", "–", "–"]
    totals = [f"{sum(sample.crowd[name] for sample in found):.0f}" for name in ("let_in", "busy")]
    times = [f"{median(sample.crowd[name] for sample in found):.0f}" for name in ("middle", "slow")]
    return [f"{crowd:,}", *lists, *totals, *times]


if __name__ == "__main__":
    sys.exit(main())
