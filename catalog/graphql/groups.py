from collections.abc import Collection, Mapping
from typing import Any

import graphene

from catalog.models import ProductGroup
from catalog.queries import groups_of_today, product_counts_by_group
from marketplace.graphql.context import Context
from marketplace.graphql.ids import global_id
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later, Loader
from marketplace.graphql.nodes import Node, register
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection

COLUMNS = {
    "pk": "pk",
    "slug": "slug",
    "name_vi": "name_vi",
    "name_en": "name_en",
    "parent_id": "parent_id",
    "is_alcohol": "is_alcohol",
    "is_service": "is_service",
    "taxonomy_code": "taxonomy__code",
    "taxonomy_decision": "taxonomy__decision",
}


class TaxonomyType(graphene.ObjectType):
    """One edition of the programme's product groups."""

    class Meta:
        name = "Taxonomy"

    code = graphene.String(required=True)
    decision = graphene.String(required=True)


class ProductGroupType(graphene.ObjectType):
    class Meta:
        name = "ProductGroup"
        interfaces = (Node,)

    slug = graphene.String(required=True)
    name = graphene.String(required=True, description="In the request's language")
    parent = graphene.Field(lambda: ProductGroupType)
    children = graphene.List(graphene.NonNull(lambda: ProductGroupType), required=True)
    product_count = graphene.Int(required=True, description="Products on sale, those of subgroups included")
    is_alcohol = graphene.Boolean(required=True)
    is_service = graphene.Boolean(required=True)
    taxonomy = graphene.Field(TaxonomyType, required=True)

    @staticmethod
    def resolve_name(row: Row, info: Info) -> str:
        name: str = row["name_en"] if info.context.language.startswith("en") else row["name_vi"]
        return name

    @staticmethod
    def resolve_parent(row: Row, info: Info) -> Later | None:
        if row["parent_id"] is None:
            return None
        return info.context.loader(GroupById).load(row["parent_id"])

    @staticmethod
    def resolve_children(row: Row, info: Info) -> list[Row] | Later:
        # The tree brings its children along.
        children: list[Row] | None = row.get("children")
        return children if children is not None else info.context.loader(ChildrenOfGroup).load(row["pk"])

    @staticmethod
    def resolve_product_count(row: Row, info: Info) -> Later:
        return info.context.loader(ProductCountOfGroup).load(row["pk"])

    @staticmethod
    def resolve_taxonomy(row: Row, info: Info) -> Row:
        return {"code": row["taxonomy_code"], "decision": row["taxonomy_decision"]}


class GroupById(Loader[int, Row]):
    def fetch(self, keys: Collection[int]) -> Mapping[int, Row]:
        return {row["pk"]: row for row in group_rows(ProductGroup.objects.filter(pk__in=keys))}


class ChildrenOfGroup(Loader[int, list[Row]]):
    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        for row in group_rows(ProductGroup.objects.filter(parent__in=keys).order_by("position", "id")):
            found[row["parent_id"]].append(row)
        return found


class ProductCountOfGroup(Loader[int, int]):
    missing = 0

    def fetch(self, keys: Collection[int]) -> Mapping[int, int]:
        return product_counts_by_group()


def group_rows(groups: Any) -> list[Row]:
    rows = [dict(zip(COLUMNS, values, strict=True)) for values in groups.values_list(*COLUMNS.values())]
    for row in rows:
        row["id"] = global_id("ProductGroup", row["pk"])
    return rows


def group_tree() -> list[Row]:
    """The groups in force, as a tree: one statement."""
    rows = group_rows(groups_of_today())
    by_pk = {row["pk"]: row for row in rows}
    for row in rows:
        row["children"] = []
    for row in rows:
        if row["parent_id"] is not None:
            by_pk[row["parent_id"]]["children"].append(row)
    return [row for row in rows if row["parent_id"] is None]


def _fetch(context: Context, pk: int, selection: Selection) -> Row | None:
    rows = group_rows(ProductGroup.objects.filter(pk=pk))
    return rows[0] if rows else None


register(ProductGroupType, _fetch)
