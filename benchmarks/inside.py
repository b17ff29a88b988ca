"""Runs things inside a shop: its management commands, and functions that need Django set up."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from config.runtime.state import Stop

Environment = Mapping[str, str]
_CALL = """
import json, django
django.setup()
from {module} import {function}
print(json.dumps({function}()))
"""


def fresh_shop(environment: Environment, name: str) -> dict[str, str]:
    """The environment of a shop with an empty database of that name."""
    with psycopg.connect(environment["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    here = {
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        **environment,
        "DATABASE_URL": urlsplit(environment["DATABASE_URL"])._replace(path=f"/{name}").geturl(),
        "LOG_LEVEL": "WARNING",
    }
    manage(here, "migrate", "--verbosity", "0")
    return here


def manage(here: Environment, *words: str) -> None:
    _run(here, sys.executable, "manage.py", *words)


def called(here: Environment, module: str, function: str) -> Any:
    """What the function answers, in a process of its own."""
    return json.loads(
        _run(here, sys.executable, "-c", _CALL.format(module=module, function=function)).splitlines()[-1]
    )


def _run(here: Environment, *command: str) -> str:
    done = subprocess.run(command, env={**os.environ, **here}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    return done.stdout
