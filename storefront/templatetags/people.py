"""How people are called on pages. Vietnamese names end with the name that one is called by."""

from collections.abc import Mapping
from typing import Any, Protocol

from django import template

register = template.Library()

MOST_LETTERS = 18


class Named(Protocol):
    full_name: str
    email: str | None
    phone: str | None


@register.filter
def short_name(person: Named) -> str:
    """ "Lan" of "Nguyễn Thị Lan"; of somebody without a name, what stands before the @, or the number."""
    name = person.full_name.split()[-1] if person.full_name.strip() else ""
    called = name or (person.email or "").partition("@")[0] or person.phone or ""
    return called if len(called) <= MOST_LETTERS else f"{called[: MOST_LETTERS - 1]}…"


@register.filter
def letter(person: Named) -> str:
    """One letter that stands for them."""
    called = short_name(person).lstrip("+")
    return called[:1].upper()


@register.filter
def of(known: Mapping[str, Any], name: str) -> Any:
    """The entry of that name; "" where there is none."""
    return known.get(name, "")
