"""Rows in payloads that name them by primary key."""

from collections.abc import Callable, Mapping
from typing import Any

import graphene

from marketplace.graphql.connections import Listed, first_row
from marketplace.graphql.info import Info
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected


def row_field(kind: Any, listed: Listed[Any], key: str) -> graphene.Field:
    def resolve(payload: Mapping[str, Any], info: Info) -> Row | None:
        pk = payload.get(key)
        return None if pk is None else first_row(listed, {"id": pk}, selected(info))

    return graphene.Field(kind, resolver=resolve)


def made_field(kind: Any, key: str, fetched: Callable[[int], Row | None]) -> graphene.Field:
    """Of a part that is read as it is, whatever is asked of it."""

    def resolve(payload: Mapping[str, Any], info: Info) -> Row | None:
        pk = payload.get(key)
        return None if pk is None else fetched(pk)

    return graphene.Field(kind, resolver=resolve)
