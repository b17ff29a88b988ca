"""Brings database and files up to date, in one Django process: checks, migrations, the demo once, static files."""

import hashlib
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import StringIO, TextIOBase

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from config.runtime import graphiql
from config.runtime.state import Stop
from config.runtime.terminal import say, step
from config.settings import environment


class Indented(TextIOBase):
    """Passes a command's lines on under the step that they belong to."""

    def write(self, text: str) -> int:
        for line in text.splitlines():
            say(f"    {line}")
        return len(text)


def main() -> int:
    django.setup()
    try:
        with step("Settings and pages checked"):
            call_command("check", stdout=StringIO())  # its good news is the step's own line
        with step("Database brought up to date"):
            call_command("migrate", verbosity=0, interactive=False)
        with _graphiql_built():
            _load_demo()
        _collect_static_files()
    except (CommandError, OperationalError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


@contextmanager
def _graphiql_built() -> Iterator[None]:
    """Fetches GraphiQL while the block runs, once. Without npm or a registry, the shop has a page of its own."""
    if graphiql.is_settled(settings.GRAPHIQL_ROOT):
        yield
        return
    with ThreadPoolExecutor(1) as background:
        building = background.submit(graphiql.build, settings.GRAPHIQL_ROOT)
        yield
        try:
            with step("GraphiQL fetched, once"):
                building.result()
        except (Stop, OSError) as error:
            say(f"  GraphiQL left out ({error}): /graphql/ shows a small query page")


def _load_demo() -> None:
    if not environment.flag("DEMO", default=True):
        say("  Demo catalogue left out")
    elif _has_sellers():
        say("  Demo catalogue is there already")
    else:
        with step("Demo catalogue loaded, once"):
            call_command("load_demo", stdout=Indented())
            call_command("load_demo_livestreams", stdout=Indented())


def _has_sellers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM sellers_seller)")
        return bool(cursor.fetchone()[0])


def _collect_static_files() -> None:
    stamp = settings.VAR_DIR / "static.stamp"
    fingerprint = _static_fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    with step("Static files collected"):
        stamp.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(fingerprint)


def _static_fingerprint() -> str:
    """Changes when a static file is added, removed or written."""
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = (storage.path(path), storage.size(path), storage.get_modified_time(path).timestamp())
            digest.update(repr(stat).encode())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
