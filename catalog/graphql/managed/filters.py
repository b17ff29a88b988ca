"""From the filters of managed products to conditions, each with the values of its slots."""

from typing import Any

import graphene

from catalog.graphql.managed.rows import SORTS
from catalog.graphql.products import ProductStatus
from catalog.queries import group_ids_below
from marketplace.errors import BadFilter
from marketplace.graphql.ids import pks_of
from marketplace.vietnamese import folded

LONGEST_QUERY = 200
MOST_IDS = 100

Conditions = tuple[frozenset[str], dict[str, Any]]

ManagedProductSort = graphene.Enum("ManagedProductSort", [(name, name) for name in SORTS])
QUERY = "A part of the name, with or without accents, or the beginning of an SKU"


class ManagedProductFilter(graphene.InputObjectType):
    statuses = graphene.List(graphene.NonNull(ProductStatus))
    query = graphene.String(description=QUERY)


class ProductReviewFilter(graphene.InputObjectType):
    """All that is given must hold; within one list, any."""

    sellers = graphene.List(graphene.NonNull(graphene.ID))
    groups = graphene.List(graphene.NonNull(graphene.ID), description="With all below them")
    query = graphene.String(description=QUERY)


def values_of(filter: Any) -> Conditions:
    """Raises BadFilter."""
    values: dict[str, Any] = {}
    if filter and filter.get("statuses"):
        values["statuses"] = [str(getattr(status, "value", status)) for status in filter["statuses"]]
    return _with_query(values, filter)


def review_values(filter: Any) -> Conditions:
    """Raises BadFilter, BadId."""
    values: dict[str, Any] = {}
    for name, type in (("sellers", "Seller"), ("groups", "ProductGroup")):
        ids = (filter or {}).get(name) or []
        if len(ids) > MOST_IDS:
            raise BadFilter(field=["filter", name])
        if ids:
            values[name] = pks_of(ids, type, field=name)
    if "groups" in values:
        values["groups"] = sorted(group_ids_below(values["groups"]))
    return _with_query(values, filter)


def _with_query(values: dict[str, Any], filter: Any) -> Conditions:
    conditions = frozenset(values)
    query = ((filter or {}).get("query") or "").strip()
    if len(query) > LONGEST_QUERY:
        raise BadFilter(field=["filter", "query"])
    if not query:
        return conditions, values
    return conditions | {"query"}, {**values, "query": folded(query), "sku": query.lower()}
