"""Livestreams: for everybody, for those who run them, and for officers."""

from collections.abc import Mapping
from typing import Any

import graphene

from livestreams.codes import read_code
from livestreams.commands.supervision import PERMISSION
from livestreams.graphql.complaints import ComplaintConnection
from livestreams.graphql.links import SalesLinkType
from livestreams.graphql.rows import (
    ALL_LIVESTREAMS,
    BY_START,
    LINKS,
    LIVESTREAMS,
    OLDEST_COMPLAINTS,
    OPEN_COMPLAINTS,
)
from livestreams.graphql.types import LivestreamConnection, LivestreamStatus, LivestreamType
from livestreams.models import Livestream
from livestreams.queries import is_run_by
from livestreams.rules import RULES_VERSION, rules
from livestreams.states import HIDDEN
from marketplace.commands.authority import Actor, jurisdiction, office_places
from marketplace.graphql.connections import Asked, connection_of, first_row, paging_arguments
from marketplace.graphql.context import Context
from marketplace.graphql.extensions import extend
from marketplace.graphql.ids import pk_of
from marketplace.graphql.info import Info
from marketplace.graphql.nodes import register
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection, selected
from marketplace.graphql.types.users import UserType, own
from marketplace.keysets import page_of
from marketplace.models import User
from sellers.graphql.accounts.ids import seller_pk
from sellers.models import Seller


class LivestreamFilter(graphene.InputObjectType):
    statuses = graphene.List(graphene.NonNull(LivestreamStatus))
    sellers = graphene.List(graphene.NonNull(graphene.ID), description="That organise it or take part")


class LivestreamRules(graphene.ObjectType):
    """What each host accepts, by its edition."""

    version = graphene.Int(required=True)
    lines = graphene.List(graphene.NonNull(graphene.String), required=True)


class LivestreamQueries(graphene.ObjectType):
    livestreams = graphene.Field(
        LivestreamConnection,
        **paging_arguments(),
        filter=LivestreamFilter(),
        required=True,
        description="By their planned start, the latest first",
    )
    livestream = graphene.Field(LivestreamType, id=graphene.ID(), slug=graphene.String())
    sales_link = graphene.Field(
        SalesLinkType, code=graphene.String(required=True), description="Null for a code that nobody gave out"
    )
    livestream_rules = graphene.Field(LivestreamRules, required=True)
    livestream_complaints = graphene.Field(
        ComplaintConnection,
        **paging_arguments(),
        description="What waits for an officer of these places, the oldest first; null for who may not look",
    )

    @staticmethod
    def resolve_livestreams(
        root: None, info: Info, *, first: int | None = None, after: str | None = None, filter: Any = None
    ) -> Row:
        info.context.forbid_caching()
        values = _values(filter)
        asked = Asked(LIVESTREAMS, BY_START, page_of(first=first, after=after), frozenset(values), values)
        return connection_of(asked, selected(info))

    @staticmethod
    def resolve_livestream(root: None, info: Info, *, id: str | None = None, slug: str | None = None) -> Row | None:
        info.context.forbid_caching()
        if id is not None:
            return _shown(info.context, {"id": pk_of(id, "Livestream")}, selected(info))
        return None if slug is None else _shown(info.context, {"slug": slug}, selected(info))

    @staticmethod
    def resolve_sales_link(root: None, info: Info, *, code: str) -> Row | None:
        info.context.forbid_caching()
        return first_row(LINKS, {"code": read_code(code)}, selected(info))

    @staticmethod
    def resolve_livestream_rules(root: None, info: Info) -> Row:
        return {"version": RULES_VERSION, "lines": rules()}

    @staticmethod
    def resolve_livestream_complaints(
        root: None, info: Info, *, first: int | None = None, after: str | None = None
    ) -> Row | None:
        info.context.forbid_caching()
        page = page_of(first=first, after=after)
        office = _office(info.context.viewer)
        if office is None:
            return None
        asked = Asked(OPEN_COMPLAINTS, OLDEST_COMPLAINTS, page, frozenset(office), office)
        return connection_of(asked, selected(info))


def _values(filter: Any) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if filter and filter.get("statuses") is not None:
        values["statuses"] = [str(getattr(status, "value", status)) for status in filter["statuses"]]
    if filter and filter.get("sellers") is not None:
        values["sellers"] = [seller_pk(id, field="sellers") for id in filter["sellers"]]
    return values


def _shown(context: Context, values: Mapping[str, Any], selection: Selection) -> Row | None:
    """As shoppers see it; a hidden one to those who run it, and to officers who look after it."""
    row = first_row(LIVESTREAMS, values, selection)
    if row is not None or not isinstance(context.viewer, User):
        return row
    wanted = {"pk": values["id"]} if "id" in values else values
    hidden = Livestream.objects.filter(status__in=HIDDEN, **wanted).select_related("seller").first()
    if hidden is None or not (is_run_by(context.viewer, hidden.pk) or _looks_after(context.viewer, hidden.seller)):
        return None
    return first_row(ALL_LIVESTREAMS, {"id": hidden.pk}, selection)


def _office(viewer: Actor) -> Mapping[str, Any] | None:
    """The condition of what is an officer's to look after; None for others."""
    if not isinstance(viewer, User) or not (viewer.is_active and viewer.is_staff and viewer.has_perm(PERMISSION)):
        return None
    places = office_places(viewer)
    return {} if places is None else {"office": places}


def _looks_after(viewer: User, seller: Seller) -> bool:
    return _office(viewer) is not None and Seller.objects.filter(jurisdiction(viewer), pk=seller.pk).exists()


def _mine(viewer: User, info: Info, *, first: int | None = None, after: str | None = None) -> Row:
    asked = Asked(
        ALL_LIVESTREAMS,
        BY_START,
        page_of(first=first, after=after),
        frozenset({"user"}),
        {"user": viewer.pk},
    )
    return connection_of(asked, selected(info))


extend(
    UserType,
    livestreams=graphene.Field(
        LivestreamConnection,
        **paging_arguments(),
        description="That they host, or that a shop they work for runs or is asked to; empty for others",
        resolver=own(_mine),
    ),
)


def _fetch(context: Context, pk: int, selection: Selection) -> Row | None:
    context.forbid_caching()
    return _shown(context, {"id": pk}, selection)


register(LivestreamType, _fetch)
