"""What the embedded services remember between two starts: ports, passwords, and which processes they were."""

import fcntl
import json
import os
import secrets
import socket
from collections.abc import Iterable
from pathlib import Path
from typing import IO


class Stop(Exception):
    """Starting cannot go on; the message tells the person at the terminal why and what to do."""


class State:
    """The file `state.json` of a var folder. Readable by its owner alone, since it holds passwords."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / "state.json"
        try:
            self._values: dict[str, str] = json.loads(self._path.read_text())
        except FileNotFoundError:
            self._values = {}
        except ValueError as error:
            raise Stop(f"{self._path} is damaged. Delete the folder {folder} to begin again.") from error

    def password(self, name: str) -> str:
        return self._values.get(f"{name} password") or self._remember(f"{name} password", secrets.token_urlsafe(32))

    def port(self, name: str, taken: Iterable[int] = ()) -> int:
        """The port of the last start where it is still free, else another free one of the loopback address."""
        last = int(self._values.get(f"{name} port", 0))
        if last and last not in taken and is_free(last):
            return last
        with socket.socket() as chooser:
            chooser.bind(("127.0.0.1", 0))
            return int(self._remember(f"{name} port", str(chooser.getsockname()[1])))

    def _remember(self, name: str, value: str) -> str:
        self._values[name] = value
        write_private(self._path, json.dumps(self._values, indent=1))
        return value


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def write_private(path: Path, text: str) -> None:
    """Replaces the file in one step, so that a start that is killed leaves the old or the new one."""
    fresh = path.with_name(f"{path.name}.new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    fresh.replace(path)


def locked(folder: Path) -> IO[str] | None:
    """Holds the folder for this process, or returns None if a living process holds it. The kernel lets go of the
    lock when its holder dies, however it dies."""
    folder.mkdir(parents=True, exist_ok=True)
    file = (folder / "lock").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file
