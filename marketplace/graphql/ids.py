"""Relay's global ids: opaque to clients, `Type:primary key` in base64 to us."""

import base64
import binascii
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from marketplace.errors import BadId

LARGEST_KEY = 2**63 - 1


class GlobalId(NamedTuple):
    type: str
    pk: int


def global_id(type: str, pk: int) -> str:
    return base64.b64encode(f"{type}:{pk}".encode()).decode()


def parsed(id: str, *, field: str | Sequence[str] = "id") -> GlobalId:
    """Raises BadId for anything that this shop never gave out. `field`: its name in the input, or its path."""
    path = [field] if isinstance(field, str) else field
    try:
        type, _, digits = base64.b64decode(id.encode(), validate=True).decode("ascii").partition(":")
    except (binascii.Error, ValueError) as error:
        raise BadId(field=path) from error
    if not type.isalpha() or not digits.isdigit() or len(digits) > 19 or int(digits) > LARGEST_KEY:
        raise BadId(field=path)
    found = GlobalId(type, int(digits))
    if global_id(*found) != id:  # leading zeros, idle bits: clients that keep objects by id must see one for each
        raise BadId(field=path)
    return found


def pk_of(id: str, type: str, *, field: str | Sequence[str] = "id") -> int:
    """The primary key in an id of that type. Raises BadId, also for an id of another type."""
    found = parsed(id, field=field)
    if found.type != type:
        raise BadId(field=[field] if isinstance(field, str) else field)
    return found.pk


def pks_of(ids: Iterable[str], type: str, *, field: str | Sequence[str]) -> list[int]:
    return sorted({pk_of(id, type, field=field) for id in ids})
