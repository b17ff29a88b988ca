"""`make run`: starts every part of the shop, keeps them running, and stops them all together."""

import asyncio
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Mapping
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

from catalog.demo.logins import LOGINS
from config.runtime import programs
from config.runtime.embedded import embedded
from config.runtime.guard import STOPPING, die_with_parent, guarded, signal_process
from config.runtime.processes import Service
from config.runtime.services import var_folder
from config.runtime.state import State, Stop, is_free
from config.runtime.terminal import say, step

MOST_DEATHS, WITHIN = 3, 60.0  # a service that dies more often than this (seconds) stops everything


def main() -> int:
    guarded()
    try:
        asyncio.run(_serve(var_folder(), os.environ.get("HOST") or "127.0.0.1", _port()))
    except Stop as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


def _port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Stop(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


async def _serve(folder: Path, host: str, port: int) -> None:
    serving = asyncio.create_task(_start_and_keep(folder, host, port))
    loop = asyncio.get_running_loop()
    for number in STOPPING:
        if signal.getsignal(number) is not signal.SIG_IGN or number != signal.SIGHUP:  # nohup stays in force
            loop.add_signal_handler(number, _stop_once, serving)
    try:
        await serving
    except asyncio.CancelledError:
        say("Everything has stopped.")


def _stop_once(serving: asyncio.Task[None]) -> None:
    if not serving.cancelling():
        say("\nStopping ...")
        serving.cancel()


async def _start_and_keep(folder: Path, host: str, port: int) -> None:
    begin = time.monotonic()
    if not is_free(port, host):
        raise Stop(f"Port {port} is taken by another program. Choose another one: PORT={port + 1} make run")
    say("OCOP marketplace")
    async with AsyncExitStack() as stack:
        with step("PostgreSQL and Valkey ready"):
            parts = await stack.enter_async_context(embedded(folder, durable=True))
        environment = {"DJANGO_SETTINGS_MODULE": "config.settings.development", **parts.environment}
        await _prepare(environment)
        streams_port = State(folder).port("streams", taken=[port])
        services = [
            programs.web(folder, environment, host, port),
            programs.streams(folder, environment, host, streams_port),
            programs.worker(folder, environment),
            programs.beat(folder, environment),
        ]
        stack.push_async_callback(_stop_all, services)
        with step("Web, streams, worker and beat started"):
            await asyncio.gather(*(_start(service) for service in services))
        _tell_addresses(folder, host, port, streams_port, time.monotonic() - begin)
        await _keep([*parts.services, *services])


async def _prepare(environment: Mapping[str, str]) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "config.runtime.prepare"),
        stdin=asyncio.subprocess.DEVNULL,
        env=dict(environment),
        start_new_session=True,
        preexec_fn=partial(die_with_parent, signal.SIGTERM),
    )
    try:
        code = await process.wait()
    except asyncio.CancelledError:
        signal_process(process.pid, signal.SIGTERM)
        raise
    if code:
        raise Stop("The shop cannot start on this database; the reason is above.")


async def _start(service: Service) -> None:
    await service.start()
    await service.wait_until_ready()


async def _stop_all(services: list[Service]) -> None:
    await asyncio.gather(*(service.stop() for service in services))


def _tell_addresses(folder: Path, host: str, port: int, streams_port: int, seconds: float) -> None:
    place = f"http://{host}:{port}"
    say(f"Ready in {seconds:.1f} s")
    say()
    say(f"  Shop      {place}/")
    say(f"  GraphQL   {place}/graphql/   (in a browser: a page to try queries)")
    say(f"  Office    {place}/admin/")
    say(f"  Streams   http://{host}:{streams_port}/graphql/stream")
    for login in LOGINS:
        say(f"  Sign in   {login.email} / {login.password}   ({login.role})")
    say(f"  Logs      {folder / 'log'}   (mails and codes are printed in worker.log)")
    say()
    say("Ctrl-C stops everything.")


async def _keep(services: list[Service]) -> None:
    """Starts again what dies; raises Stop when something keeps dying."""
    tasks = [asyncio.create_task(_revive(service)) for service in services]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _revive(service: Service) -> None:
    deaths: deque[float] = deque(maxlen=MOST_DEATHS)
    while True:
        code = await service.wait()
        deaths.append(time.monotonic())
        if len(deaths) == MOST_DEATHS and deaths[-1] - deaths[0] < WITHIN:
            raise Stop(f"{service.name} ended {MOST_DEATHS} times within {WITHIN:.0f} s.\n{service.last_words()}")
        say(f"{service.name} ended with code {code} and is started again.\n{service.last_words(3)}")
        await _start(service)


if __name__ == "__main__":
    sys.exit(main())
