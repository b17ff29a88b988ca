"""Builds GraphiQL out of its npm package, so that the page for trying queries comes from our own origin."""

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

from config.runtime.state import Stop

SOURCE = Path(__file__).resolve().parent.parent.parent / "deploy" / "graphiql"
LONGEST = 180  # seconds
STAMP = "built"
FILES = {
    "react.js": "react/umd/react.production.min.js",
    "react-dom.js": "react-dom/umd/react-dom.production.min.js",
    "graphiql.js": "graphiql/graphiql.min.js",
    "graphiql.css": "graphiql/graphiql.min.css",
}


def is_built(folder: Path) -> bool:
    """Whether the files of today's lock file are there."""
    stamp = folder / STAMP
    return stamp.exists() and stamp.read_text() == _fingerprint()


def build(folder: Path) -> None:
    """Puts the files into `folder`/graphiql, all of them or none. Raises Stop with the reason, in one line."""
    npm = shutil.which("npm")
    if npm is None:
        raise Stop("npm is not installed")
    with tempfile.TemporaryDirectory(prefix="graphiql-") as workshop:
        _install(npm, Path(workshop))
        made = Path(workshop) / "made"
        made.mkdir()
        for name, source in FILES.items():
            content = (Path(workshop) / "node_modules" / source).read_text(encoding="utf-8")
            (made / name).write_text(_without_map(content), encoding="utf-8")
        target = folder / "graphiql"
        shutil.rmtree(target, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        shutil.move(made, target)
    (folder / STAMP).write_text(_fingerprint())


def _install(npm: str, workshop: Path) -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(SOURCE / name, workshop)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command, in a folder of our own
            command, cwd=workshop, capture_output=True, text=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        raise Stop(f"npm took more than {LONGEST} s") from None
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip()] or [f"npm ended with {done.returncode}"]
        raise Stop(lines[0][:200])


def _without_map(content: str) -> str:
    """Django looks for the source map that the last line names, and does not collect without it."""
    head, marker, _map = content.rpartition("\n//# sourceMappingURL=")
    return head if marker else content


def _fingerprint() -> str:
    digest = hashlib.sha256((SOURCE / "package-lock.json").read_bytes())
    digest.update(repr(FILES).encode())
    return digest.hexdigest()
