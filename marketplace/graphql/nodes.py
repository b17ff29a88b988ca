"""Relay's Node: every object that can be fetched again by its id."""

from collections.abc import Callable
from typing import Any

import graphene

from marketplace.errors import BadId
from marketplace.graphql.context import Context
from marketplace.graphql.ids import parsed
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection

Fetch = Callable[[Context, int, Selection], Row | None]

_types: dict[str, tuple[type[graphene.ObjectType], Fetch]] = {}


class Node(graphene.Interface):
    """An object with a global id."""

    id = graphene.ID(required=True)

    @classmethod
    def resolve_type(cls, instance: Row, info: Any) -> type[graphene.ObjectType]:
        return _types[instance["type_name"]][0]


def register(type: type[graphene.ObjectType], fetch: Fetch) -> None:
    """Makes `node(id:)` answer for a type. `fetch` returns None for what is not there or not the viewer's to see."""
    _types[type._meta.name] = (type, fetch)


def is_node(type_name: str) -> bool:
    """Whether `node(id:)` answers for a type."""
    return type_name in _types


def fetched_node(context: Context, id: str, selection: Selection) -> Row | None:
    """Raises BadId for ids of no type."""
    type_name, pk = parsed(id)
    if not is_node(type_name):
        raise BadId(field=["id"])
    row = _types[type_name][1](context, pk, selection)
    return None if row is None else {**row, "type_name": type_name}
