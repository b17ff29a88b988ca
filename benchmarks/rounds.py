"""Measures all cases round by round, so that a slow minute of the machine is shared by all of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks import requests
from benchmarks.client import drive
from benchmarks.databases import LARGE, SMALL, Catalogue
from benchmarks.figures import Sample, sampled
from benchmarks.processes import cpu_seconds
from benchmarks.servers import FLOOR, SHOP, Server
from config.runtime.terminal import say

ROUNDS = 7
SECONDS = 0.8
WARM_UP = 1.0
CONNECTIONS = (1, 8)

Ask = Callable[[Catalogue], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    server: str
    size: int
    ask: Ask


LIST, LIST_KEPT, LIST_FLOOR = "list", "list, cached", "list, floor"
DETAIL, DETAIL_FLOOR = "detail", "detail, floor"
TREE = "group tree with counts"
CASES = (
    *(Case(LIST_FLOOR, FLOOR, size, requests.floor_lists) for size in (SMALL, LARGE)),
    *(Case(LIST, SHOP, size, requests.fresh_lists) for size in (SMALL, LARGE)),
    Case(LIST_KEPT, SHOP, LARGE, requests.same_list),
    Case(DETAIL_FLOOR, FLOOR, LARGE, requests.floor_details),
    *(Case(DETAIL, SHOP, size, requests.details) for size in (SMALL, LARGE)),
    Case(TREE, SHOP, LARGE, requests.fresh_trees),
)

Samples = Mapping[tuple[str, int, int], Sequence[Sample]]  # by case, size, connections


def measured(
    servers: Mapping[tuple[str, int], Server], catalogues: Mapping[int, Catalogue], database: int
) -> Samples:
    """`database`: the process id of its server."""
    found: dict[tuple[str, int, int], list[Sample]] = {}
    for case in CASES:
        port = servers[case.server, case.size].port
        drive(port, case.ask(catalogues[case.size]), connections=max(CONNECTIONS), seconds=WARM_UP)
    for number in range(ROUNDS):
        for case in CASES if number % 2 == 0 else CASES[::-1]:
            for connections in CONNECTIONS:
                server = servers[case.server, case.size]
                sample = _sample(case, server, catalogues[case.size], database, connections)
                found.setdefault((case.name, case.size, connections), []).append(sample)
        say(f"  Round {number + 1} of {ROUNDS}")
    return found


def _sample(case: Case, server: Server, catalogue: Catalogue, database: int, connections: int) -> Sample:
    before = cpu_seconds(server.pid), cpu_seconds(database)
    latencies = drive(server.port, case.ask(catalogue), connections=connections, seconds=SECONDS)
    after = cpu_seconds(server.pid), cpu_seconds(database)
    return sampled(latencies, after[0] - before[0], after[1] - before[1])
