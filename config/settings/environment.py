"""Reads settings from environment variables, with an error that names the variable."""

import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return value


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off", ""):
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")


def whole_number(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    if not value.strip().lstrip("-").isdigit():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def choice(name: str, among: Sequence[str]) -> str:
    """One of these; the first of them where nothing is set."""
    value = os.environ.get(name, "").strip() or among[0]
    if value not in among:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(among)}, not {value!r}.")
    return value


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def database(name: str = "DATABASE_URL") -> dict[str, Any]:
    """A postgresql:// address as Django's DATABASES entry; its query string becomes libpq options."""
    url = urlsplit(text(name))
    if url.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"{name} must start with postgresql://.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(url.hostname or ""),
        "PORT": str(url.port or ""),
        # A connection for each request would cost 4-5 ms (shared spike); the GraphQL view retries a
        # query once when the server has closed a kept connection.
        "CONN_MAX_AGE": None,
        # Planning a list's ten joins costs PostgreSQL 12 ms and answering them 0.3 ms; left to itself it plans them
        # anew for each cursor. Only prepared statements keep a plan: Django's own cursor does not prepare.
        "OPTIONS": {
            "prepare_threshold": 3,
            "options": "-c plan_cache_mode=force_generic_plan",
            **dict(parse_qsl(url.query)),
        },
    }
