from datetime import date
from typing import Any

import graphene

from marketplace.graphql.ids import pk_of
from marketplace.graphql.info import Info
from marketplace.graphql.nodes import Node, fetched_node
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected
from marketplace.graphql.types.places import PlaceLevel, PlaceType, check_places, place_rows
from marketplace.graphql.types.users import UserType, own_row
from marketplace.models import PlaceLevel as Levels
from marketplace.queries import places


class GroundQueries(graphene.ObjectType):
    me = graphene.Field(UserType, description="Who asks; empty for those who did not sign in")
    node = graphene.Field(Node, id=graphene.ID(required=True))
    places = graphene.List(
        graphene.NonNull(PlaceType),
        required=True,
        level=PlaceLevel(),
        parent=graphene.ID(),
        at=graphene.Date(description="The day whose map is wanted; today's when left out."),
    )

    @staticmethod
    def resolve_me(root: None, info: Info) -> Row | None:
        return own_row(info.context)

    @staticmethod
    def resolve_node(root: None, info: Info, *, id: str) -> Row | None:
        return fetched_node(info.context, id, selected(info))

    @staticmethod
    def resolve_places(
        root: None, info: Info, *, level: Any = None, parent: str | None = None, at: date | None = None
    ) -> list[Row]:
        above = pk_of(parent, "Place", field="parent") if parent is not None else None
        wanted = Levels(getattr(level, "value", level)) if level is not None else None
        rows = place_rows(places(level=wanted, parent_id=above, at=at or info.context.today))
        if not rows and above is not None:  # nothing below it on that day, or is there no such place?
            check_places([above], field=["parent"])
        return rows
