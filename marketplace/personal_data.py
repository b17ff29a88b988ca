"""What is held of a person, and what becomes of it when they go: the shape of the table in config/personal_data.py.

Law 91/2025 (personal data) gives people their data and its erasure; accounting law keeps the books for ten years. The
ground does not know the rooms above it, so each holding names its model and the way from there to the person.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import IO, Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from marketplace.models import User

Files = Callable[[User], Iterable[tuple[str, IO[bytes]]]]  # with their names in the archive


class Fate(StrEnum):
    """Of rows at an erasure. What is KEPT names the account's number alone, and nobody can tell whose that was."""

    DELETED = "DELETED"
    BLANKED = "BLANKED"
    KEPT = "KEPT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Rows of `model` that lead to a person by `path`. `fields` of them are exported, as the list `name`."""

    model: str
    path: str
    fate: Fate
    why: str
    name: str = ""
    fields: Sequence[str] = ()
    blank: Mapping[str, Any] = field(default_factory=dict)

    def rows_of(self, user: User) -> "models.QuerySet[Any]":
        found: models.QuerySet[Any] = apps.get_model(self.model)._base_manager.filter(**{self.path: user.pk})
        return found.order_by("pk")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalData:
    """`erasers` do what a Fate cannot say; `obstacles` are reasons why somebody cannot go yet (None: no reason)."""

    holdings: Sequence[Holding]
    files: Sequence[Files] = ()
    erasers: Sequence[Callable[[User], None]] = ()
    obstacles: Sequence[Callable[[User], str | Promise | None]] = ()


def personal_data() -> PersonalData:
    table: PersonalData = import_string(settings.PERSONAL_DATA)
    return table
