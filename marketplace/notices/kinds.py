"""What a notice is: whom an event is told to, and in which words. The table of all stands in `config/notices/`."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from marketplace.events import Event

Recipients = Callable[[Any], Collection[int]]  # of an event, the users to be told
Details = Callable[[Any], Mapping[str, Any]]  # of an event, what its notice says beyond its own fields
Shown = Callable[[Any], str]  # a stored value in the reader's language


class Audience(models.TextChoices):
    ACCOUNT = "ACCOUNT", _("Your account")
    SHOP = "SHOP", _("Your shop")
    OFFICE = "OFFICE", _("The office")


def nothing_more(event: Event) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Notice:
    """`title` and `text` take the event's fields and `details` as %(name)s, each through its entry of `shown`.

    A required one cannot be switched off: it is about rights, money or the safety of the account.
    """

    kind: str
    label: str | Promise  # of the kind, for the list of what may be mailed
    audience: Audience
    to: Recipients
    title: str | Promise
    text: str | Promise
    details: Details = nothing_more
    shown: Mapping[str, Shown] = field(default_factory=dict)
    about: str = ""  # the GraphQL type of the event's aggregate, where that is called otherwise
    is_required: bool = False
    is_mailed: bool = True


Notices = Mapping[type[Event], Sequence[Notice]]


@cache
def notices() -> Notices:
    table: Notices = import_string(settings.NOTICES)
    return table


@cache
def notices_by_kind() -> Mapping[str, Notice]:
    return {notice.kind: notice for told in notices().values() for notice in told}


def switchable_kinds() -> list[str]:
    return [notice.kind for notice in notices_by_kind().values() if notice.is_mailed and not notice.is_required]
