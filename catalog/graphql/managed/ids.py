"""A product goes by two ids: the shoppers' Product, and the ManagedProduct of those who work on it."""

from collections.abc import Sequence

import graphene

from marketplace.errors import BadId
from marketplace.graphql.ids import parsed


def product_id() -> graphene.ID:
    return graphene.ID(required=True, description="A Product's id, or a ManagedProduct's")


def product_pk(id: str, *, field: str | Sequence[str] = "product") -> int:
    """The two ids of one product lead to the same. Raises BadId."""
    found = parsed(id, field=field)
    if found.type not in ("Product", "ManagedProduct"):
        raise BadId(field=[field] if isinstance(field, str) else field)
    return found.pk
