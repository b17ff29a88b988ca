"""`make bench`: measures the shop against the floor, writes results.md, and fails when a must is missed.

Wants DATABASE_URL and REDIS_URL of services on this machine; make starts some for it.
"""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import orjson
import psycopg

from benchmarks import requests
from benchmarks.bars import Findings, bars
from benchmarks.checkout import measure as checkout
from benchmarks.checkout.buyer import Refused
from benchmarks.client import BadAnswer, ask
from benchmarks.databases import LARGE, SMALL, Catalogue, catalogues
from benchmarks.machine import machine
from benchmarks.processes import largest_megabytes
from benchmarks.report import RESULTS, report
from benchmarks.rounds import CASES, measured
from benchmarks.sections import section_of, with_section
from benchmarks.servers import FLOOR, SHOP, Server, serving, start_seconds
from config.runtime.state import State, Stop
from config.runtime.terminal import say, step

OF_OTHERS = ("Sign-in", "Search", "Import")  # sections that other benchmarks write


def main() -> int:
    try:
        return asyncio.run(_bench({**os.environ}, Path(os.environ.get("VAR_DIR") or "var/bench").resolve()))
    except (Stop, BadAnswer, Refused, psycopg.Error) as error:
        print(f"\nThe benchmark cannot go on: {error}", file=sys.stderr)
        return 2


async def _bench(environment: Mapping[str, str], folder: Path) -> int:
    if not Path("/proc/self/stat").exists():
        raise Stop("The benchmark reads CPU time and memory from Linux's /proc, and there is none.")
    say("OCOP marketplace, benchmark: about five minutes")
    with psycopg.connect(environment["DATABASE_URL"]) as connection:
        here = machine(connection.execute("SHOW server_version").fetchall()[0][0])
    with catalogues(environment) as (both, database):
        found = await _findings(both, database, folder)
    judged = bars(found)
    text = report(found, judged, here, datetime.now(UTC))
    before = RESULTS.read_text() if RESULTS.exists() else ""
    whole = text
    for title in OF_OTHERS:
        if (section := section_of(before, title)) is not None:
            whole = with_section(whole, title, section)
    RESULTS.write_text(whole)
    say()
    say(text)
    return 0 if all(bar.is_met for bar in judged) else 1


async def _findings(both: Mapping[int, Catalogue], database: int, folder: Path) -> Findings:
    ports = State(folder)
    with step("Start of a web worker measured"):
        start = await start_seconds(both[LARGE], folder, ports.port("bench start"))
    with step("SQL statements counted"):
        statements = {size: _statements(catalogue) for size, catalogue in both.items()}
    async with AsyncExitStack() as stack:
        servers: dict[tuple[str, int], Server] = {}
        for kind, size in sorted({(case.server, case.size) for case in CASES}):
            port = ports.port(f"bench {kind} {size}")
            servers[kind, size] = await stack.enter_async_context(serving(kind, both[size], folder, port))
        for size, catalogue in both.items():
            _compare(servers[SHOP, size], servers[FLOOR, size], catalogue)
        samples = measured(servers, both, database)
        own, resident = largest_megabytes(servers[SHOP, LARGE].pid)
        with step("Purchases measured"):
            checkouts = checkout.measured(both[SMALL], servers[SHOP, SMALL], database)
    return Findings(samples, statements, own, resident, start, checkouts)


def _statements(catalogue: Catalogue) -> Mapping[str, int]:
    command = [sys.executable, "-m", "benchmarks.statements"]
    done = subprocess.run(command, env=dict(catalogue.environment), capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    counts: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return counts


def _compare(shop: Server, floor: Server, catalogue: Catalogue) -> None:
    """Both must give the same answers: else the ratio says nothing. Raises Stop."""
    for moment, product, slug in catalogue.positions[:: len(catalogue.positions) // 25]:
        after = requests.cursor(moment, product)
        pairs = (
            (
                requests.posted("list", {"first": requests.PAGE, "after": after}),
                requests.got("/list", moment=moment.isoformat(), product=str(product)),
            ),
            (requests.posted("detail", {"slug": slug}), requests.got("/detail", slug=slug)),
        )
        for asked, plainly in pairs:
            answer, plain = orjson.loads(ask(shop.port, asked)), orjson.loads(ask(floor.port, plainly))
            if answer.get("data") != plain["data"]:
                raise Stop(f"The shop and the floor answer differently:\n{str(answer)[:1500]}\n{str(plain)[:1500]}")


if __name__ == "__main__":
    sys.exit(main())
