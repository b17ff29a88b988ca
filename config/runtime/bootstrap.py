"""Makes .venv from a pinned, hashed requirements file: python3 config/runtime/bootstrap.py run|dev

Runs before anything is installed: it uses the standard library alone and is called by its path. An environment that
matches its file is left alone; one that does not, or that was left half made, is made anew.
"""

import asyncio
import hashlib
import json
import shutil
import sys
import time
import venv
from collections.abc import AsyncIterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "installed.json"
SOURCE_ONLY = "promise"  # graphene-django needs it, and it has no wheel; all else installs without running its code
REPORT_EVERY = 5.0  # seconds


def main() -> int:
    kind = sys.argv[1]
    installed = _installed()
    if installed.get(kind) == _digest(kind):
        return 0
    start = time.monotonic()
    try:
        if installed.get(kind) is not None or not installed:
            _say(f"Making .venv with Python {sys.version.split()[0]}")
            _make()
        asyncio.run(_install(kind))
    except (OSError, RuntimeError) as error:
        print(f"Could not make .venv: {error}", file=sys.stderr)
        return 1
    # What `dev` installs contains what `run` installs, in the same versions.
    _write_stamp(
        {**_installed(), **{each: _digest(each) for each in (("run", "dev") if kind == "dev" else ("run",))}}
    )
    _say(f"Installed the packages of requirements/{kind}.txt in {time.monotonic() - start:.0f} s")
    return 0


def _installed() -> dict[str, str]:
    """What the environment holds; nothing when it belongs to another Python or another folder, or is half made."""
    if not (ENVIRONMENT / "bin" / "python").exists() or not STAMP.exists():
        return {}
    found: dict[str, str] = json.loads(STAMP.read_text())
    return found if found.pop("home", "") == _home() else {}


def _write_stamp(installed: dict[str, str]) -> None:
    STAMP.write_text(json.dumps({**installed, "home": _home()}))


def _home() -> str:
    return f"{ENVIRONMENT} {sys.base_prefix} {sys.version}"


def _digest(kind: str) -> str:
    return hashlib.sha256((ROOT / "requirements" / f"{kind}.txt").read_bytes()).hexdigest()


def _make() -> None:
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    try:
        venv.EnvBuilder(with_pip=True, symlinks=True).create(ENVIRONMENT)
    except Exception:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        raise


async def _install(kind: str) -> None:
    file = ROOT / "requirements" / f"{kind}.txt"
    total = sum("==" in line for line in file.read_text().splitlines())
    pip = await asyncio.create_subprocess_exec(
        *(str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "install", "--require-hashes", "--no-deps"),
        *("--only-binary=:all:", f"--no-binary={SOURCE_ONLY}"),
        *("--disable-pip-version-check", "--no-input", "--progress-bar=off", "-r", str(file)),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    lines: list[str] = []
    collected, told = 0, time.monotonic()
    async for raw in _lines(pip):
        lines.append(raw)
        collected += raw.startswith(("Collecting ", "Requirement already satisfied"))
        if raw.startswith("Installing collected"):
            _say(f"Downloaded; installing {total} packages")
        elif time.monotonic() - told > REPORT_EVERY:
            told = time.monotonic()
            _say(f"Package {collected} of about {total}")
    if await pip.wait():
        raise RuntimeError("pip failed:\n" + "\n".join(f"  | {line}" for line in lines[-15:]))


async def _lines(process: asyncio.subprocess.Process) -> AsyncIterator[str]:
    while process.stdout is not None and (raw := await process.stdout.readline()):
        yield raw.decode(errors="replace").rstrip()


def _say(line: str) -> None:
    print(f"  {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
