"""Runs a command with a database and a broker: python -m config.runtime.services [--test] -- COMMAND ...

The command finds them in DATABASE_URL and REDIS_URL. With --test they live in their own folder and trade safety for
speed. Beside a running `make run` the command shares its services.
"""

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from config.runtime.embedded import addresses_in_use, embedded
from config.runtime.guard import STOPPING, die_with_parent, guarded
from config.runtime.state import Stop

ROOT = Path(__file__).resolve().parent.parent.parent


def var_folder() -> Path:
    return Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()


def main() -> int:
    arguments = _parser().parse_args()
    folder = var_folder() / "test" if arguments.test else var_folder()
    guarded()
    try:
        return asyncio.run(_run(folder, arguments.command, is_test=arguments.test))
    except Stop as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m config.runtime.services", description=__doc__)
    parser.add_argument("--test", action="store_true", help="services of the test run: fast, not durable")
    parser.add_argument("command", nargs="+")
    return parser


async def _run(folder: Path, command: Sequence[str], *, is_test: bool) -> int:
    shared = None if is_test else addresses_in_use(folder)
    if shared is not None:
        return await _call(command, {**os.environ, **shared})
    async with embedded(folder, durable=not is_test) as parts:
        return await _call(command, parts.environment)


async def _call(command: Sequence[str], environment: Mapping[str, str]) -> int:
    try:
        process = await asyncio.create_subprocess_exec(*command, env=environment, preexec_fn=die_with_parent)
    except FileNotFoundError as error:
        raise Stop(f"There is no command {command[0]}.") from error
    loop = asyncio.get_running_loop()
    for number in STOPPING:
        loop.add_signal_handler(number, _stop, process, number)
    code = await process.wait()
    return code if code >= 0 else 128 - code


def _stop(process: asyncio.subprocess.Process, number: signal.Signals) -> None:
    if process.returncode is None:
        process.send_signal(number)


if __name__ == "__main__":
    sys.exit(main())
