"""The servers under test: the shop's web server exactly as `make run` starts it, and the floor on the same one."""

import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.client import BadAnswer, ask
from benchmarks.databases import Catalogue
from benchmarks.requests import floor_lists, same_list
from config.runtime import programs
from config.runtime.processes import Service
from config.runtime.state import Stop

SHOP, FLOOR = "shop", "floor"
APPLICATIONS = {SHOP: "config.wsgi:application", FLOOR: "benchmarks.floor:application"}
FIRST_REQUESTS = {SHOP: same_list, FLOOR: floor_lists}
STARTS = 5
LONGEST_START = 60.0  # seconds


@dataclass(frozen=True)
class Server:
    port: int
    pid: int


@asynccontextmanager
async def serving(kind: str, catalogue: Catalogue, folder: Path, port: int) -> AsyncIterator[Server]:
    service = _service(kind, catalogue, folder, port, workers=None)
    try:
        await service.start()
        _wait_for_answer(service, kind, catalogue, port)
        yield Server(port, service.process.pid)
    finally:
        await service.stop()


async def start_seconds(catalogue: Catalogue, folder: Path, port: int) -> float:
    """From the start of a server with one worker to its first list of products: the median of a few starts."""
    taken = []
    for _ in range(STARTS):
        service = _service(SHOP, catalogue, folder, port, workers=1)
        begin = time.perf_counter()
        try:
            await service.start()
            _wait_for_answer(service, SHOP, catalogue, port)
            taken.append(time.perf_counter() - begin)
        finally:
            await service.stop()
    return statistics.median(taken)


def _service(kind: str, catalogue: Catalogue, folder: Path, port: int, *, workers: int | None) -> Service:
    environment = {"DJANGO_SETTINGS_MODULE": "config.settings.development", **catalogue.environment}
    if workers is not None:
        environment["WEB_WORKERS"] = str(workers)
    service = programs.web(folder, environment, "127.0.0.1", port)
    command = [APPLICATIONS[kind] if word == APPLICATIONS[SHOP] else word for word in service.command]
    return replace(service, name=f"{kind}-{catalogue.size}", command=command)


def _wait_for_answer(service: Service, kind: str, catalogue: Catalogue, port: int) -> None:
    request = next(iter(FIRST_REQUESTS[kind](catalogue)))
    deadline = time.monotonic() + LONGEST_START
    while True:
        try:
            ask(port, request)
        except OSError:  # nothing listens yet
            if service.process.returncode is not None or time.monotonic() > deadline:
                raise Stop(f"{service.name} does not answer.\n{service.last_words()}") from None
            time.sleep(0.005)
        except BadAnswer as error:
            raise Stop(f"{service.name} answers with an error: {error}\n{service.last_words()}") from error
        else:
            return
