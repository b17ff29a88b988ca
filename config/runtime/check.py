"""`make check`: everything about the source that a machine can judge. Each step runs, whatever the others say."""

import asyncio
import os
import sys
import time
from pathlib import Path

from config.runtime import source

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("config", "storefront", "promotion", "search", "orders", "livestreams", "catalog", "sellers", "marketplace")
MOST_OUTPUT = 60  # lines of a failed step
# No step talks to a database; settings only want to see an address.
NOWHERE = {
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none",
    "REDIS_URL": "redis://127.0.0.1:9/0",
    "DJANGO_SETTINGS_MODULE": "config.settings.test",
}


def main() -> int:
    return asyncio.run(_check())


async def _check() -> int:
    python, programs = sys.executable, Path(sys.executable).parent
    steps: dict[str, tuple[str | Path, ...]] = {
        "style": (programs / "ruff", "check", "."),
        # migrations are kept as makemigrations writes them
        "format": (programs / "ruff", "format", "--check", "--output-format=concise", "--exclude=migrations", "."),
        "types": (programs / "mypy", *(room for room in ROOMS if (ROOT / room).is_dir())),
        "floors": (programs / "lint-imports",),
        "migrations": (python, "-W", "ignore", "manage.py", "makemigrations", "--check", "--dry-run"),
        "settings": (python, "manage.py", "check", "--fail-level", "WARNING"),
    }
    failed = [name for name, command in steps.items() if not await _passes(name, command)]
    for name, complaints in (
        ("schema", await _schema_drift()),
        ("translations", source.bad_translations(ROOT)),
        ("file length", source.long_files(ROOT)),
    ):
        _report(name, not complaints, "\n".join(complaints))
        failed += [name] * bool(complaints)
    print(f"make check: {'FAILED in ' + ', '.join(failed) if failed else 'passed'}")
    return bool(failed)


async def _passes(name: str, command: tuple[str | Path, ...]) -> bool:
    start = time.monotonic()
    code, output = await _output(command)
    _report(f"{name} ({time.monotonic() - start:.1f} s)", code == 0, output)
    return code == 0


async def _schema_drift() -> list[str]:
    committed = ROOT / "schema.graphql"
    if not committed.exists():
        return []
    command = ("manage.py", "graphql_schema", "--schema", "config.schema.schema")
    code, output = await _output((sys.executable, *command, "--out=-.graphql"))
    if code:
        return [output]
    if output.strip() != committed.read_text().strip():
        remedy = f"make manage ARGS='{' '.join(command[1:])} --out=schema.graphql'"
        return [f"schema.graphql differs from the code: {remedy}"]
    return []


async def _output(command: tuple[str | Path, ...]) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=ROOT,
        env={**os.environ, **NOWHERE},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    return process.returncode or 0, output.decode(errors="replace").rstrip()


def _report(name: str, is_good: bool, output: str) -> None:
    print(f"{'ok    ' if is_good else 'FAILED'} {name}", flush=True)
    if not is_good:
        lines = output.splitlines()
        if len(lines) > MOST_OUTPUT:
            lines = [f"... {len(lines) - MOST_OUTPUT} lines before", *lines[-MOST_OUTPUT:]]
        print("\n".join(f"       {line}" for line in lines), flush=True)


if __name__ == "__main__":
    sys.exit(main())
