"""How deep JSON values are nested: far more than any input needs exhausts those who walk through them."""

from collections.abc import Iterable
from typing import Any

DEEPEST = 32  # objects and lists in one another


def is_too_deep(value: Any) -> bool:
    level: Iterable[Any] = [value]
    for _ in range(DEEPEST + 1):
        level = [entry for outer in level for entry in _entries(outer)]
        if not level:
            return False
    return True


def _entries(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
