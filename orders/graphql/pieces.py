from collections.abc import Mapping, Sequence
from typing import Any

import graphene

from marketplace.errors import Duplicate
from marketplace.graphql.ids import pk_of


class OrderLinePieces(graphene.InputObjectType):
    line = graphene.ID(required=True, description="An OrderLine")
    quantity = graphene.Int(required=True)


def pieces_of(given: Sequence[Mapping[str, Any]], field: str) -> dict[int, int]:
    """How many pieces of which line. Raises BadId, Duplicate."""
    found: dict[int, int] = {}
    for number, one in enumerate(given):
        path = [field, str(number), "line"]
        pk = pk_of(one["line"], "OrderLine", field=path)
        if pk in found:
            raise Duplicate(field=path)
        found[pk] = one["quantity"]
    return found
