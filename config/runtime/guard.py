"""Keeps a tree of processes from outliving the one that started it.

Two processes stand watch over each other. The guard is a subreaper: whatever below it loses its parent becomes its
child, so when the supervisor is killed the guard can still find everything and end it. The supervisor asks the kernel
for a signal when the guard dies, and then stops its services in order. Each service asks the same of the supervisor,
in case both are killed at once. On systems without prctl only the signals are passed on.
"""

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG
SET_CHILD_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LOOK_EVERY = 0.5  # seconds
GRACE = 8.0  # seconds between asking and killing

_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with_parent(number: int = signal.SIGTERM) -> None:
    """The kernel sends this process `number` when its parent dies. Safe between fork and exec."""
    if _libc is not None:
        _libc.prctl(SET_PARENT_DEATH_SIGNAL, int(number), 0, 0, 0)


def guarded() -> None:
    """Goes on in a child process. The caller's own process stays behind as the guard and exits with its code."""
    if _libc is not None:
        _libc.prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    guard = os.getpid()
    child = os.fork()
    if child == 0:
        die_with_parent()
        if os.getppid() != guard:  # it died before the kernel was asked
            sys.exit(1)
        return
    sys.exit(_watch(child))


def descendants(root: int) -> list[int]:
    """Every process below `root`, parents before children. Empty where there is no /proc."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if fields[0] != "Z":
            children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found = list(children.get(root, ()))
    for pid in found:
        found.extend(children.get(pid, ()))
    return found


def signal_process(pid: int, number: int) -> None:
    """Like os.kill, but a process that is gone already is no error."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def _watch(child: int) -> int:
    def pass_on(number: int, frame: FrameType | None) -> None:
        signal_process(child, signal.SIGTERM)

    for number in STOPPING:
        if signal.getsignal(number) is not signal.SIG_IGN or number != signal.SIGHUP:  # nohup stays in force
            signal.signal(number, pass_on)
    if "MAKELEVEL" in os.environ:  # make does nothing but wait for us: without it nobody could stop us
        die_with_parent()
        _follow_interrupts_of(os.getppid(), pass_on)
    pid, status = os.wait()
    while pid != child:
        pid, status = os.wait()
    for number in (*STOPPING, signal.SIGALRM):
        signal.signal(number, signal.SIG_IGN)
    _end_orphans()
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


def _follow_interrupts_of(make: int, stop: Callable[[int, FrameType | None], None]) -> None:
    """A make that alone is sent SIGINT (a terminal sends it to us too) waits for us without a word: it only blocks
    the signal meanwhile, and that can be seen."""

    def look(number: int, frame: FrameType | None) -> None:
        if _blocks_interrupts(make):
            signal.setitimer(signal.ITIMER_REAL, 0)
            stop(signal.SIGINT, frame)

    if Path(f"/proc/{make}/status").exists() and not _blocks_interrupts(make):
        signal.signal(signal.SIGALRM, look)
        signal.setitimer(signal.ITIMER_REAL, LOOK_EVERY, LOOK_EVERY)


def _blocks_interrupts(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    mask = int(status.partition("SigBlk:")[2].split()[0], 16)
    return bool(mask >> (signal.SIGINT - 1) & 1)


def _end_orphans() -> None:
    asked: set[int] = set()
    deadline = time.monotonic() + GRACE
    while orphans := descendants(os.getpid()):
        for pid in orphans:
            if time.monotonic() > deadline:
                signal_process(pid, signal.SIGKILL)
            elif pid not in asked:
                # PostgreSQL waits for its clients on SIGTERM; SIGINT makes it disconnect them.
                signal_process(pid, signal.SIGINT if _is_postgres(pid) else signal.SIGTERM)
                asked.add(pid)
        time.sleep(0.05)
        _reap()


def _is_postgres(pid: int) -> bool:
    try:
        return (Path("/proc") / str(pid) / "comm").read_text().startswith("postgres")
    except (FileNotFoundError, ProcessLookupError):
        return False


def _reap() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return
