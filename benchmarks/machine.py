"""Where a run took place: figures without it mean little."""

import os
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("Django", "graphene", "graphql-core", "psycopg", "granian", "orjson")


def machine(database: str) -> Mapping[str, str]:
    """`database`: what the server says of itself."""
    return {
        "CPU": f"{_line('/proc/cpuinfo', 'model name') or platform.machine()}, {len(os.sched_getaffinity(0))} cores",
        "RAM": f"{int(_line('/proc/meminfo', 'MemTotal').split()[0]) / 1024**2:.0f} GB",
        "System": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "PostgreSQL": database,
        "Packages": ", ".join(f"{name} {version(name)}" for name in PACKAGES),
        "Load before": f"{os.getloadavg()[0]:.1f}",
    }


def _line(path: str, name: str) -> str:
    found = (line.partition(":")[2] for line in Path(path).read_text().splitlines() if line.startswith(name))
    return next(found, "").strip()
