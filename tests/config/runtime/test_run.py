"""`make run`: all parts start, come back when they die, and end together."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.runtime.guard import descendants
from config.runtime.processes import Service
from config.runtime.run import _keep
from config.runtime.state import Stop
from tests.config.runtime.processes import PATIENCE, alive, end, free_port, read_until, start, wait_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="watches processes through /proc")

Launch = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def launch(tmp_path: Path) -> Iterator[Launch]:
    started: list[subprocess.Popen[str]] = []

    def launch(port: int, **environment: str) -> subprocess.Popen[str]:
        settings = {"PORT": str(port), "DEMO": "no", "WEB_WORKERS": "1", **environment}
        started.append(start("config.runtime.run", folder=tmp_path, **settings))
        return started[-1]

    yield launch
    for process in started:
        end(process)


def test_every_part_starts_and_all_end_on_a_polite_signal(launch: Launch) -> None:
    port = free_port()
    process = launch(port)
    told = read_until(process, "Ctrl-C")
    assert _status(f"http://127.0.0.1:{port}/readyz") == 200
    streams = next(word for word in told.split() if word.endswith("/graphql/stream"))
    assert _status(streams.replace("/graphql/stream", "/healthz")) == 200
    everything = [process.pid, *descendants(process.pid)]
    commands = " ".join(alive(everything))
    for part in ("postgres -D", "valkey-server", "granian", "uvicorn", "-A config worker", "-A config beat"):
        assert part in commands
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 0
    assert alive(everything) == []


def test_dead_web_server_comes_back_and_a_killed_parent_leaves_nothing_behind(launch: Launch, tmp_path: Path) -> None:
    port = free_port()
    process = launch(port)
    read_until(process, "Ctrl-C")
    web = int((tmp_path / "processes" / "web").read_text().split()[0])
    os.kill(web, signal.SIGKILL)
    read_until(process, "web ended with code -9 and is started again")
    wait_for(lambda: _status(f"http://127.0.0.1:{port}/readyz") == 200)

    everything = [process.pid, *descendants(process.pid)]
    os.kill(process.pid, signal.SIGKILL)
    wait_for(lambda: not alive(everything))


def test_taken_port_is_told_before_anything_starts(launch: Launch, tmp_path: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        process = launch(port)
        output, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert f"Port {port} is taken" in output
    assert "PORT=" in output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("port", ["http", "0", "70000"])
def test_port_that_is_none_is_refused(launch: Launch, tmp_path: Path, port: str) -> None:
    process = launch(0, PORT=port)
    output, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "PORT must be a number" in output
    assert list(tmp_path.iterdir()) == []


def test_part_that_keeps_dying_stops_everything_and_shows_its_last_words(tmp_path: Path) -> None:
    async def at_once() -> bool:
        return True

    words = "print('I cannot go on', flush=True)"
    service = Service("web", [sys.executable, "-c", words], tmp_path, os.environ, at_once)

    async def keep() -> None:
        await service.start()
        await _keep([service])

    with pytest.raises(Stop, match=r"web ended 3 times(.|\n)*I cannot go on"):
        asyncio.run(keep())


def test_part_that_cannot_start_says_why(tmp_path: Path) -> None:
    async def never() -> bool:
        return False

    command = [sys.executable, "-c", "raise SystemExit('no such setting')"]
    service = Service("web", command, tmp_path, os.environ, never)

    async def begin() -> None:
        await service.start()
        await service.wait_until_ready()

    with pytest.raises(Stop, match=r"code 1(.|\n)*no such setting"):
        asyncio.run(begin())


def _status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return int(response.status)
    except OSError:
        return 0
