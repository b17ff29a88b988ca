from collections.abc import Collection, Mapping, Sequence
from typing import Any

import graphene
from django.utils.translation import gettext as _

from marketplace.errors import BadFilter
from marketplace.graphql.context import Context
from marketplace.graphql.enums import enum_of
from marketplace.graphql.ids import global_id
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later, Loader
from marketplace.graphql.nodes import Node, register
from marketplace.graphql.rows import Join, Row, RowType, same
from marketplace.graphql.selection import Selection
from marketplace.models import Place, PlaceSuccession
from marketplace.models import PlaceLevel as Levels

PlaceLevel = enum_of(Levels, "Districts ended on 2025-07-01: today there are provinces and communes.")

COLUMNS = {
    "pk": "pk",
    "code": "code",
    "name": "name",
    "kind": "kind",
    "level": "level",
    "valid_from": "valid_from",
    "valid_to": "valid_to",
    "parent_id": "parent_id",
    "parent_kind": "parent__kind",
    "parent_name": "parent__name",
    "grandparent_kind": "parent__parent__kind",
    "grandparent_name": "parent__parent__name",
}
_FULL_NAME = {key: path for key, path in COLUMNS.items() if key.endswith(("kind", "name"))}

PLACE = RowType(
    "Place",
    {
        **same("code", "name", "level", validFrom="valid_from", validTo="valid_to"),
        "fullName": _FULL_NAME,
        "parent": {"parent_id": "parent_id"},
    },
)


class PlaceType(graphene.ObjectType):
    """An administrative unit during one period; reforms end units and name their successors."""

    class Meta:
        name = "Place"
        interfaces = (Node,)

    code = graphene.String(required=True, description="Of the General Statistics Office")
    name = graphene.String(required=True, description="Without the type word: Hải Hậu")
    full_name = graphene.String(required=True, description="From the unit up to its province")
    level = graphene.Field(PlaceLevel, required=True)
    parent = graphene.Field(lambda: PlaceType)
    successors = graphene.List(graphene.NonNull(lambda: PlaceType), required=True)
    valid_from = graphene.Date(description="Empty: since before our records")
    valid_to = graphene.Date(description="The first day on which it no longer exists")

    @staticmethod
    def resolve_full_name(row: Row, info: Info) -> str:
        parts = [
            f"{row[f'{who}kind']} {row[f'{who}name']}"
            for who in ("", "parent_", "grandparent_")
            if row[f"{who}name"] is not None
        ]
        return ", ".join(parts)

    @staticmethod
    def resolve_parent(row: Row, info: Info) -> Later | None:
        if row["parent_id"] is None:
            return None
        return info.context.loader(PlaceById).load(row["parent_id"])

    @staticmethod
    def resolve_successors(row: Row, info: Info) -> Later:
        return info.context.loader(SuccessorsOfPlace).load(row["pk"])


class PlaceById(Loader[int, Row]):
    def fetch(self, keys: Collection[int]) -> Mapping[int, Row]:
        return {row["pk"]: row for row in place_rows(Place.objects.filter(pk__in=keys))}


class SuccessorsOfPlace(Loader[int, list[Row]]):
    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        paths = {key: f"successor__{path}" for key, path in COLUMNS.items()}
        pairs = PlaceSuccession.objects.filter(place__in=keys).order_by("successor__code", "successor")
        for place, *values in pairs.values_list("place", *paths.values()):
            found[place].append(_row(values))
        return found


def place_rows(places: Any) -> list[Row]:
    """Whole rows, for lists of places and whatever leads to them."""
    return [_row(values) for values in places.values_list(*COLUMNS.values())]


def _row(values: Any) -> Row:
    row = dict(zip(COLUMNS, values, strict=True))
    row["id"] = global_id("Place", row["pk"])
    return row


def check_places(ids: Collection[int], *, field: Sequence[str] = ("filter", "places")) -> None:
    """Raises BadFilter when there is no such place."""
    if Place.objects.filter(pk__in=ids).count() != len(ids):
        raise BadFilter(_("There is no such place."), field=field)


PLACE_JOIN = Join("place", "place", PLACE)


def _fetch(context: Context, pk: int, selection: Selection) -> Row | None:
    rows = place_rows(Place.objects.filter(pk=pk))
    return rows[0] if rows else None


register(PlaceType, _fetch)
