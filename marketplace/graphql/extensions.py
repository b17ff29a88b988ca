"""A higher room adds fields to a lower room's type, like GraphQL's `extend type`: sellers know no products."""

from typing import Any

import graphene
from graphene.types.utils import yank_fields_from_attrs


def extend(type: type[graphene.ObjectType], **fields: Any) -> None:
    """Adds fields (each with its own `resolver=`) to a type, before the schema is built."""
    type._meta.fields.update(yank_fields_from_attrs(fields, _as=graphene.Field))
