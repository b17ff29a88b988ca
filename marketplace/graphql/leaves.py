"""Fields that need no resolver and no serializer: a read of a row whose value already is what JSON needs."""

from functools import partial
from typing import Any

from graphene.types.resolver import dict_or_attr_resolver
from graphql import (
    GRAPHQL_MAX_INT,
    GraphQLBoolean,
    GraphQLField,
    GraphQLID,
    GraphQLInt,
    GraphQLNonNull,
    GraphQLOutputType,
    GraphQLScalarType,
    GraphQLString,
)

from marketplace.graphql.scalars import LARGEST, BigInt

# No numbers are here: their serializers also check the range.
_AS_THEY_ARE: dict[Any, type] = {GraphQLString: str, GraphQLID: str, GraphQLBoolean: bool}


def plain_attribute(field: GraphQLField) -> str | None:
    """The row's key when graphene's default resolver answers the field, else None."""
    resolve = field.resolve
    if isinstance(resolve, partial) and resolve.func is dict_or_attr_resolver and not resolve.keywords:
        attribute, default = resolve.args
        return attribute if default is None else None
    return None


def plain_python_type(return_type: GraphQLOutputType) -> type | None:
    """The Python type whose values (of exactly this type) serialize to themselves, None when there is no such."""
    named = return_type.of_type if isinstance(return_type, GraphQLNonNull) else return_type
    return _AS_THEY_ARE.get(named)


def largest_plain_number(scalar: GraphQLScalarType) -> int | None:
    """Up to where whole numbers, of either sign, serialize to themselves; None when the scalar has no such rule."""
    if scalar is GraphQLInt:
        return GRAPHQL_MAX_INT
    return LARGEST if getattr(scalar, "graphene_type", None) is BigInt else None
