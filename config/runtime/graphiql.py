"""Builds GraphiQL out of its npm package, so that the page for trying queries comes from our own origin."""

import hashlib
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from config.runtime.state import Stop

SOURCE = Path(__file__).resolve().parent.parent.parent / "deploy" / "graphiql"
FILES = {
    "react.js": "react/umd/react.production.min.js",
    "react-dom.js": "react-dom/umd/react-dom.production.min.js",
    "graphiql.js": "graphiql/graphiql.min.js",
    "graphiql.css": "graphiql/graphiql.min.css",
}
LONGEST = 90  # seconds
PAUSE = 86_400  # seconds until a start tries again what has failed
# npm's own patience with a registry out of reach is over a minute, and somebody waits for the shop.
IMPATIENT = ("--fetch-retries=1", "--fetch-retry-mintimeout=500", "--fetch-retry-maxtimeout=1000")


def is_settled(folder: Path) -> bool:
    """Whether a start has nothing to do: built from today's lock file, or tried in vain a short time ago."""
    failed = _failed(folder)
    return is_built(folder) or (_is_of_today(failed) and time.time() - failed.stat().st_mtime < PAUSE)


def is_built(folder: Path) -> bool:
    return folder.is_dir() and _is_of_today(_built(folder))


def build(folder: Path) -> None:
    """Puts the files into `folder`/graphiql, all of them or none. Raises Stop with the reason, in one line."""
    npm = shutil.which("npm")
    if npm is None:
        raise Stop("npm is not installed")
    with tempfile.TemporaryDirectory(prefix="graphiql-") as workshop:
        try:
            _install(npm, Path(workshop))
        except Stop:
            folder.parent.mkdir(parents=True, exist_ok=True)
            _failed(folder).write_text(_fingerprint())
            raise
        _put_together(folder, Path(workshop) / "node_modules")


def _install(npm: str, workshop: Path) -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(SOURCE / name, workshop)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *IMPATIENT]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command, in a folder of our own
            command, cwd=workshop, capture_output=True, text=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        raise Stop(f"npm took more than {LONGEST} s") from None
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip()] or [f"npm ended with {done.returncode}"]
        raise Stop(lines[0][:200])


def _put_together(folder: Path, packages: Path) -> None:
    contents = {name: _without_map((packages / source).read_text(encoding="utf-8")) for name, source in FILES.items()}
    _built(folder).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "graphiql").mkdir(parents=True)
    for name, content in contents.items():
        (folder / "graphiql" / name).write_text(content, encoding="utf-8")
    _built(folder).write_text(_fingerprint())
    _failed(folder).unlink(missing_ok=True)


def _without_map(content: str) -> str:
    """Django looks for the source map that the last line names, and does not collect without it."""
    head, marker, _map = content.rpartition("\n//# sourceMappingURL=")
    return head if marker else content


def _built(folder: Path) -> Path:
    """Beside the folder, for what is in it is served."""
    return folder.with_name(f"{folder.name}.built")


def _failed(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.failed")


def _is_of_today(stamp: Path) -> bool:
    return stamp.exists() and stamp.read_text() == _fingerprint()


def _fingerprint() -> str:
    """Of the lock file, and of what is taken from its packages."""
    digest = hashlib.sha256((SOURCE / "package-lock.json").read_bytes())
    digest.update(repr(FILES).encode())
    return digest.hexdigest()
