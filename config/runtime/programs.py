"""The processes that make up the shop, as `make run` starts them."""

import asyncio
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from config.runtime.processes import Ready, Service

Environment = Mapping[str, str]
LOGGING = Path(__file__).resolve().parent.parent / "logging.json"
STREAMS_GRACE = 3  # seconds that open streams get; without a limit uvicorn would wait for them for ever


def web(folder: Path, environment: Environment, host: str, port: int) -> Service:
    workers = environment.get("WEB_WORKERS") or str(min(2, os.cpu_count() or 1))
    command = [
        *(sys.executable, "-m", "granian", "config.wsgi:application", "--interface", "wsgi"),
        *("--host", host, "--port", str(port), "--no-ws", "--log-config", str(LOGGING)),
        *("--workers", workers, "--blocking-threads", environment.get("WEB_THREADS") or "4"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "3"),
    ]
    return Service("web", command, folder, environment, answers(port, "/readyz"))


def streams(folder: Path, environment: Environment, host: str, port: int) -> Service:
    command = [
        *(sys.executable, "-m", "uvicorn", "config.asgi:application", "--host", host, "--port", str(port)),
        *("--lifespan", "off", "--log-config", str(LOGGING), "--no-access-log", "--no-server-header"),
        *("--timeout-graceful-shutdown", str(STREAMS_GRACE)),
    ]
    return Service("streams", command, folder, environment, answers(port, "/healthz"))


def worker(folder: Path, environment: Environment) -> Service:
    sign = folder / "worker.alive"
    sign.unlink(missing_ok=True)
    command = [
        *(
            sys.executable,
            "-m",
            "celery",
            "--quiet",
            "-A",
            "config",
            "worker",
            "--loglevel",
            "INFO",
            "--without-gossip",
        ),
        *("--without-mingle", "--concurrency", environment.get("WORKER_CONCURRENCY") or "2"),
    ]

    async def is_ready() -> bool:
        return sign.exists()

    return Service("worker", command, folder, {**environment, "WORKER_SIGN_OF_LIFE": str(sign)}, is_ready)


def beat(folder: Path, environment: Environment) -> Service:
    schedule = folder / "beat-schedule"
    command = [
        *(sys.executable, "-m", "celery", "--quiet", "-A", "config", "beat", "--loglevel", "WARNING"),
        *("--schedule", str(schedule), "--pidfile", ""),
    ]

    async def is_ready() -> bool:
        return any(folder.glob("beat-schedule*"))

    return Service("beat", command, folder, environment, is_ready)


def answers(port: int, path: str) -> Ready:
    """Whether a GET on the loopback address is answered with 200."""

    async def is_ready() -> bool:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            return False
        try:
            writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
            return b" 200 " in await reader.readline()
        except OSError:
            return False
        finally:
            writer.close()

    return is_ready
