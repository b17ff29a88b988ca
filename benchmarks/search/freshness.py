"""How soon the search says what a seller has just done: with web, worker and beat as `make run` has them."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from benchmarks.inside import Environment, called
from benchmarks.tables import table
from config.runtime import programs

MODULE = "benchmarks.search.seller"
PORT = "BENCH_PORT"
ROUNDS = 25
WITHIN = 1_000  # ms: the must


async def measured(here: Environment, folder: Path, port: int) -> dict[str, dict[str, float]]:
    """By deed, in ms from its commit to the first right answer."""
    environment = {**here, PORT: str(port), "WEB_WORKERS": "2"}
    services = [
        programs.web(folder, environment, "127.0.0.1", port),
        programs.worker(folder, environment),
        programs.beat(folder, environment),
    ]
    async with AsyncExitStack() as stack:
        for service in services:
            stack.push_async_callback(service.stop)
            await service.start()
            await service.wait_until_ready()
        found: dict[str, dict[str, float]] = await asyncio.to_thread(called, environment, MODULE, "busy")
        return found


def late(found: Mapping[str, Mapping[str, Mapping[str, float]]]) -> list[str]:
    return [
        f"{deed} ({engine})"
        for engine, deeds in found.items()
        for deed, taken in deeds.items()
        if taken["p95"] > WITHIN
    ]


def lines(found: Mapping[str, Mapping[str, Mapping[str, float]]], size: int) -> Sequence[str]:
    return [
        f"How soon it is right, at {size:,} products: from a seller's commit to the first right answer over HTTP,",
        f"with kept answers, worker and beat as `make run` starts them, {ROUNDS} times each.",
        f"In ms. Must: p95 {WITHIN:,}.",
        "",
        *table(
            ("engine", "what", "p50", "p95", "longest"),
            [
                [engine, deed, *(f"{taken[key]:.0f}" for key in ("p50", "p95", "longest"))]
                for engine, deeds in found.items()
                for deed, taken in deeds.items()
            ],
        ),
    ]
