"""The database and the broker of a folder: those that the environment names, else embedded ones."""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from config.runtime import postgres, valkey
from config.runtime.processes import Service, end_leftovers
from config.runtime.state import State, Stop, locked, write_private

ADDRESSES = "addresses.json"


class Start(Protocol):
    def __call__(
        self, folder: Path, port: int, password: str, *, durable: bool
    ) -> Awaitable[tuple[Service, str]]: ...


@dataclass(frozen=True, slots=True)
class Embedded:
    services: list[Service]
    environment: Mapping[str, str]  # for the processes that use them


@asynccontextmanager
async def embedded(folder: Path, *, durable: bool) -> AsyncIterator[Embedded]:
    """Raises Stop if another process works in the folder."""
    lock = locked(folder)
    if lock is None:
        raise Stop(f"Another start is at work in {folder}. Stop it first, or set VAR_DIR to another folder.")
    with lock:
        await end_leftovers(folder)
        services: list[Service] = []
        try:
            addresses = await _start(folder, services, durable=durable)
            write_private(folder / ADDRESSES, json.dumps(addresses))
            yield Embedded(services, {**os.environ, **addresses})
        finally:
            (folder / ADDRESSES).unlink(missing_ok=True)
            for service in reversed(services):
                await service.stop()


def addresses_in_use(folder: Path) -> Mapping[str, str] | None:
    """Where the services of a living start answer, for a second command beside it."""
    lock = locked(folder)
    if lock is not None:
        lock.close()
        return None
    try:
        found: dict[str, str] = json.loads((folder / ADDRESSES).read_text())
    except FileNotFoundError:
        return None
    return found


async def _start(folder: Path, services: list[Service], *, durable: bool) -> dict[str, str]:
    state = State(folder)
    addresses = {"VAR_DIR": str(folder), "SECRET_KEY": os.environ.get("SECRET_KEY") or state.password("Django")}

    async def start_one(name: str, variable: str, start: Start) -> None:
        if os.environ.get(variable):
            addresses[variable] = os.environ[variable]
            return
        service, addresses[variable] = await start(folder, state.port(name), state.password(name), durable=durable)
        services.append(service)

    await asyncio.gather(
        start_one("postgres", "DATABASE_URL", postgres.start), start_one("valkey", "REDIS_URL", valkey.start)
    )
    return addresses
