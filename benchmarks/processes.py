"""What processes cost, from Linux's /proc: CPU time with that of ended children, and memory."""

import os
from contextlib import suppress
from pathlib import Path

from config.runtime.guard import descendants
from config.runtime.state import Stop

PROC = Path("/proc")
TICK = os.sysconf("SC_CLK_TCK")  # a second of CPU time


def cpu_ticks(stat: str) -> int:
    """User and system time of a line of /proc/<pid>/stat, with those of children that were waited for."""
    fields = stat.rpartition(")")[2].split()  # the name before it may hold spaces and brackets
    return sum(int(field) for field in fields[11:15])


def parent(stat: str) -> int:
    return int(stat.rpartition(")")[2].split()[1])


def cpu_seconds(root: int) -> float:
    """Of the process and all below it, since they started."""
    ticks = 0
    for pid in (root, *descendants(root)):
        try:
            ticks += cpu_ticks((PROC / str(pid) / "stat").read_text())
        except (FileNotFoundError, ProcessLookupError):
            continue  # its time is now in its parent's
    return ticks / TICK


def proportional_kilobytes(rollup: str) -> int:
    """PSS of a smaps_rollup: pages that processes share are divided among them."""
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))


def largest_megabytes(root: int) -> tuple[float, float]:
    """PSS and RSS of the largest process below root: a server's worker."""
    sizes = [_megabytes(pid) for pid in descendants(root)]
    return max(sizes)


def _megabytes(pid: int) -> tuple[float, float]:
    status = (PROC / str(pid) / "status").read_text()
    resident = int(status.partition("VmRSS:")[2].split()[0])
    try:
        own = proportional_kilobytes((PROC / str(pid) / "smaps_rollup").read_text())
    except (FileNotFoundError, PermissionError):
        own = resident
    return own / 1024, resident / 1024


def server_of(backend: int) -> int:
    """The PostgreSQL server that a backend belongs to. Raises Stop where it runs on another machine."""
    folder = PROC / str(backend)
    try:
        server = parent((folder / "stat").read_text())
        name = (PROC / str(server) / "comm").read_text().strip()
    except (FileNotFoundError, ProcessLookupError):
        name = ""
    if not name.startswith("postgres"):
        raise Stop("The benchmark reads the database's CPU time from /proc: it needs PostgreSQL on this machine.")
    return server


def go_first(*roots: int) -> None:
    """On a machine that others work on too: a larger share for these and all below them, where Linux lets us.

    Groups of processes (autogroups) share the cores there; a group's own niceness counts, not that of its processes.
    """
    for pid in {pid for root in roots for pid in (root, *descendants(root))}:
        with suppress(OSError):
            (PROC / str(pid) / "autogroup").write_text("-15")
