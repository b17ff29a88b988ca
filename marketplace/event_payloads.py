"""Events as JSON and back: dates, instants and Money keep their types across the outbox and the broker."""

import types
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from marketplace.events import Event
from marketplace.money import Money


def payload_of(event: Event) -> dict[str, Any]:
    return {field.name: _to_json(getattr(event, field.name)) for field in fields(event)}


def event_from(name: str, payload: Mapping[str, Any]) -> Event:
    """The event that `payload_of` wrote. Fields since dropped are left out. KeyError: no such event."""
    event_class = Event.classes[name]
    hints = _hints(name)
    return event_class(**{key: _from_json(hints[key], value) for key, value in payload.items() if key in hints})


def _to_json(value: Any) -> Any:
    match value:
        case Money():
            return {"amount": value.amount, "currency": value.currency}
        case date():
            return value.isoformat()
        case tuple() | list():
            return [_to_json(item) for item in value]
        case str() | int() | None:
            return value
    raise TypeError(f"an event carries ids, primitives, dates and Money, not {value!r}")


def _from_json(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(choice for choice in get_args(hint) if choice is not types.NoneType)
    if get_origin(hint) is tuple:
        return tuple(_from_json(get_args(hint)[0], item) for item in value)
    if hint is Money:
        return Money(value["amount"], value["currency"])
    if hint in (date, datetime):
        return hint.fromisoformat(value)
    return value


@cache
def _hints(name: str) -> dict[str, Any]:
    event_class = Event.classes[name]
    hints = get_type_hints(event_class)
    return {field.name: hints[field.name] for field in fields(event_class)}
