"""Lists of an input, which have an end."""

from collections.abc import Sequence
from typing import TypeVar

from django.utils.translation import gettext as _

from marketplace.errors import BadFilter

T = TypeVar("T")


def few(values: Sequence[T] | None, most: int, *, field: Sequence[str]) -> Sequence[T]:
    """The values as given; none for null. Raises BadFilter, naming `field`, where there are more than `most`."""
    given = values or ()
    if len(given) > most:
        raise BadFilter(_("A filter takes at most %(most)d values.") % {"most": most}, field=list(field))
    return given
