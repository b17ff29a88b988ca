"""One deed for each mutation: who does it, with which input, in a world made for it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from marketplace.models import User


class Deed(NamedTuple):
    actor: User
    input: dict[str, Any]


ROWS: dict[str, Callable[[], Deed]] = {}


def row(does):
    """`set_holiday_` is the row of setHoliday."""
    head, *rest = does.__name__.strip("_").split("_")
    ROWS[head + "".join(word.capitalize() for word in rest)] = does
    return does
