"""How much a purchase costs: at one buyer at a time and at eight at once, and how many SQL statements it takes."""

import itertools
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any

import orjson

from benchmarks.bar import Bar
from benchmarks.checkout.buyer import Refused, buy
from benchmarks.databases import Catalogue
from benchmarks.figures import Sample, middle, sampled
from benchmarks.inside import called
from benchmarks.processes import cpu_seconds
from benchmarks.requests import QUERIES
from benchmarks.servers import Server
from benchmarks.tables import table

ROUNDS, SECONDS = 5, 3.0
CONNECTIONS = (1, 8)
MOST_STATEMENTS, AIM_STATEMENTS = 40, 25
MOST_CPU = 60  # ms, application and database
GOODS = "benchmarks.checkout.goods"


@dataclass(frozen=True, slots=True)
class Checkouts:
    """`statements`: by request. `samples`: by connections; a purchase counts as one."""

    statements: Mapping[str, int]
    samples: Mapping[int, Sequence[Sample]]


def measured(catalogue: Catalogue, server: Server, database: int) -> Checkouts:
    """`database`: the process id of its server."""
    here = {"DJANGO_SETTINGS_MODULE": "config.settings.development", **catalogue.environment}
    goods = called(here, GOODS, "chosen")
    statements = called(here, "benchmarks.checkout.statements", "counted")
    samples: dict[int, list[Sample]] = {connections: [] for connections in CONNECTIONS}
    pairs = itertools.cycle(goods["pairs"])
    _drive(server.port, pairs, goods["place"], 8, 1.0)
    for _ in range(ROUNDS):
        for connections in CONNECTIONS:
            before = cpu_seconds(server.pid), cpu_seconds(database)
            taken = _drive(server.port, pairs, goods["place"], connections, SECONDS)
            after = cpu_seconds(server.pid), cpu_seconds(database)
            samples[connections].append(sampled(taken, after[0] - before[0], after[1] - before[1]))
    return Checkouts(statements, samples)


def _drive(port: int, pairs: Iterator[Any], place: str, buyers: int, seconds: float) -> list[float]:
    """How long each purchase took, s."""
    end, turn = time.perf_counter() + seconds, threading.Lock()

    def shop() -> list[float]:
        connection, taken = HTTPConnection("127.0.0.1", port, timeout=30), []
        while (began := time.perf_counter()) < end:
            with turn:
                pair = next(pairs)
            buy(lambda name, variables: _asked(connection, name, variables), pair, place)
            taken.append(time.perf_counter() - began)
        connection.close()
        return taken

    with ThreadPoolExecutor(buyers) as pool:
        return [one for taken in pool.map(lambda _: shop(), range(buyers)) for one in taken]


def _asked(connection: HTTPConnection, name: str, variables: Mapping[str, Any]) -> Mapping[str, Any]:
    body = orjson.dumps({"query": QUERIES[name], "variables": variables})
    connection.request("POST", "/graphql/", body, {"Content-Type": "application/json", "Accept-Language": "vi"})
    answer: dict[str, Any] = orjson.loads(connection.getresponse().read())
    if "errors" in answer:
        raise Refused(f"{name}: {answer['errors']}")
    data: Mapping[str, Any] = answer["data"]
    return data


def bars(found: Checkouts) -> list[Bar]:
    costs = [middle(samples, lambda sample: sample.cpu) for samples in found.samples.values()]
    return [
        Bar("SQL statements, purchase from two sellers", together(found), MOST_STATEMENTS, AIM_STATEMENTS),
        Bar("purchase from two sellers: CPU of all requests", max(costs), MOST_CPU, None, " ms"),
    ]


def together(found: Checkouts) -> int:
    return sum(found.statements.values())


def lines(found: Checkouts) -> Sequence[str]:
    counts = ", ".join(f"{name} {count}" for name, count in found.statements.items())
    return [
        "Four requests: cart, cost of delivery, order, the order shown; cash on delivery, no account.",
        f"SQL statements: {counts}; together {together(found)}. Times in ms a purchase.",
        "",
        *table(
            ("connections", "purchases", "CPU: application", "database", "together", "p50", "p95"),
            [_line(connections, samples) for connections, samples in found.samples.items()],
        ),
    ]


def _line(connections: int, samples: Sequence[Sample]) -> list[str]:
    figures = (
        middle(samples, lambda sample: sample.application),
        middle(samples, lambda sample: sample.database),
        middle(samples, lambda sample: sample.cpu),
        middle(samples, lambda sample: sample.middle),
        middle(samples, lambda sample: sample.slow),
    )
    count = sum(sample.requests for sample in samples)
    return [str(connections), f"{count:,}", *(f"{figure:.1f}" for figure in figures)]
