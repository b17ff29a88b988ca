"""Rows in payloads that name them by primary key."""

from collections.abc import Mapping
from typing import Any

import graphene

from marketplace.graphql.connections import Listed, first_row
from marketplace.graphql.info import Info
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected


def row_field(kind: Any, listed: Listed[Any], key: str, *, name: str | None = None) -> graphene.Field:
    """Of a payload that names the row by its primary key."""

    def resolve(payload: Mapping[str, Any], info: Info) -> Row | None:
        pk = payload.get(key)
        return None if pk is None else first_row(listed, {"id": pk}, selected(info))

    return graphene.Field(kind, resolver=resolve, name=name)
