"""One long-running child process: started so that it dies with us, watched, logged to a file, stopped politely."""

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from config.runtime import guard
from config.runtime.state import Stop

LOG_LIMIT = 10_000_000  # bytes; a longer log is set aside at the next start
Ready = Callable[[], Awaitable[bool]]


@dataclass
class Service:
    name: str
    command: Sequence[str | Path]
    folder: Path
    environment: Mapping[str, str]
    ready: Ready
    stop_signal: signal.Signals = signal.SIGTERM
    grace: float = 5.0
    _process: asyncio.subprocess.Process | None = field(default=None, init=False)

    @property
    def log(self) -> Path:
        return self.folder / "log" / f"{self.name}.log"

    @property
    def _note(self) -> Path:
        return self.folder / "processes" / self.name

    @property
    def process(self) -> asyncio.subprocess.Process:
        if self._process is None:
            raise Stop(f"{self.name} was not started.")
        return self._process

    async def start(self) -> None:
        for path in (self.log, self._note):
            path.parent.mkdir(exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self.command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=dict(self.environment),
                start_new_session=True,  # Ctrl-C is for us: we stop the services in order
                preexec_fn=partial(guard.die_with_parent, self.stop_signal),
            )
        self._note.write_text(f"{self.process.pid} {_born(self.process.pid)}")

    async def wait_until_ready(self, seconds: float = 30) -> None:
        """Raises Stop when the process ends, or does not answer in time."""
        deadline = time.monotonic() + seconds
        while not await self.ready():
            if self.process.returncode is not None:
                raise Stop(f"{self.name} ended while starting, code {self.process.returncode}.\n{self.last_words()}")
            if time.monotonic() > deadline:
                raise Stop(f"{self.name} does not answer after {seconds:.0f} s.\n{self.last_words()}")
            await asyncio.sleep(0.05)

    async def wait(self) -> int:
        """Returns its code once it has ended, and nothing of its process group is left."""
        code = await self.process.wait()
        self._kill_group()
        return code

    async def stop(self) -> None:
        """Asks it to stop; what is left of its process group after the grace is killed."""
        if self._process is None:
            return
        if self.process.returncode is None:
            guard.signal_process(self.process.pid, self.stop_signal)
            try:
                await asyncio.wait_for(self.process.wait(), self.grace)
            except TimeoutError:
                self._kill_group()
                await self.process.wait()
        self._kill_group()
        self._note.unlink(missing_ok=True)

    def last_words(self, lines: int = 12) -> str:
        try:
            text = self.log.read_text(errors="replace")
        except FileNotFoundError:
            text = ""
        return "\n".join([*(f"  | {line}" for line in text.splitlines()[-lines:]), f"  More in {self.log}"])

    def _kill_group(self) -> None:
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


async def end_leftovers(folder: Path) -> None:
    """Ends services of an earlier start that outlived it, and forgets those that did not."""
    for note in (folder / "processes").glob("*"):
        pid, _, born = note.read_text().partition(" ")
        deadline = time.monotonic() + guard.GRACE
        number: int = signal.SIGINT if note.name == "postgres" else signal.SIGTERM
        while pid and born and _born(int(pid)) == born:  # another process with a reused number was born later
            guard.signal_process(int(pid), number)
            await asyncio.sleep(0.1)
            number = signal.SIGKILL if time.monotonic() > deadline else 0
        note.unlink()


def _born(pid: int) -> str:
    """When the process started, in clock ticks since boot: with its number this tells it from all others."""
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[19]
    except (FileNotFoundError, ProcessLookupError):
        return ""
