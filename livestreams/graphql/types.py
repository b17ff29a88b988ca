"""A livestream and its parts."""

from typing import Any

import graphene

from livestreams import models
from livestreams.channels import embed_url
from livestreams.graphql.lineup import LineupItemType, LiveDealType
from livestreams.graphql.loaders import (
    MOST_EVENTS,
    BlockersOfLivestream,
    ChannelsOfLivestream,
    EventsOfLivestream,
    HostsOfLivestream,
    LineupOfLivestream,
    OpenDealsOfLivestream,
    ParticipantsOfLivestream,
    PinnedOfLivestream,
    RunByViewer,
    ShownSeller,
    ShownSellers,
)
from livestreams.rules import RULES_VERSION
from marketplace.graphql.connections import connection_type
from marketplace.graphql.enums import enum_of
from marketplace.graphql.ids import global_id
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later
from marketplace.graphql.mutations import ErrorCode
from marketplace.graphql.nodes import Node
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected
from marketplace.graphql.types.images import PICTURE_WIDTH, Image, image
from sellers.graphql.types import SellerType

LivestreamStatus = enum_of(models.LivestreamStatus, "CANCELLED and TAKEN_DOWN are seen by those who run it alone.")
HostRole = enum_of(models.HostRole)
Platform = enum_of(models.Platform)
EventKind = enum_of(models.EventKind, "What viewers are told of.")


class LivestreamHostType(graphene.ObjectType):
    class Meta:
        name = "LivestreamHost"

    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    role = graphene.Field(HostRole, required=True)
    has_joined = graphene.Boolean(required=True)
    has_accepted_rules = graphene.Boolean(required=True, description="In their present edition")
    code = graphene.String(description="To join with, for those who run the session; null for others")

    @staticmethod
    def resolve_has_joined(row: Row, info: Info) -> bool:
        return row["user_id"] is not None

    @staticmethod
    def resolve_has_accepted_rules(row: Row, info: Info) -> bool:
        return bool(row["rules_version"] == RULES_VERSION)

    @staticmethod
    def resolve_code(row: Row, info: Info) -> Later:
        runs = info.context.loader(RunByViewer).load(row["livestream_id"])
        return runs.then(lambda is_run: row["code"] if is_run else None)


class LivestreamChannelType(graphene.ObjectType):
    class Meta:
        name = "LivestreamChannel"

    id = graphene.ID(required=True)
    platform = graphene.Field(Platform, required=True)
    url = graphene.String(required=True)
    embed_url = graphene.String(description="Of the player, where the platform lets other pages show it")

    @staticmethod
    def resolve_embed_url(row: Row, info: Info) -> str | None:
        return embed_url(row["platform"], row["url"])


class LivestreamParticipantType(graphene.ObjectType):
    """A shop that was asked to take part."""

    class Meta:
        name = "LivestreamParticipant"

    seller = graphene.Field(SellerType, description="Null while the shop does not sell")
    invited_at = graphene.DateTime(required=True)
    accepted_at = graphene.DateTime(description="Null while nobody of the shop has said yes")

    @staticmethod
    def resolve_seller(row: Row, info: Info) -> Later:
        return info.context.loader(ShownSeller).load_row(row["seller_id"], selected(info))


class LivestreamBlocker(graphene.ObjectType):
    """What stands between a session and going live."""

    code = graphene.Field(ErrorCode, required=True)
    message = graphene.String(required=True)


class LivestreamEventType(graphene.ObjectType):
    """Appended and never changed; numbered from 1 within its session, without gaps."""

    class Meta:
        name = "LivestreamEvent"

    sequence = graphene.Int(required=True)
    kind = graphene.Field(EventKind, required=True)
    happened_at = graphene.DateTime(required=True)
    item_id = graphene.ID(description="Of the line-up")
    deal_id = graphene.ID()
    text = graphene.String(required=True, description='The new status, a notice or a warning; else ""')

    @staticmethod
    def resolve_item_id(row: Row, info: Info) -> str | None:
        return None if row["item_id"] is None else global_id("LineupItem", row["item_id"])

    @staticmethod
    def resolve_deal_id(row: Row, info: Info) -> str | None:
        return None if row["deal_id"] is None else global_id("LiveDeal", row["deal_id"])


class LivestreamState(graphene.ObjectType):
    """What changes while one watches, to ask again for every few seconds."""

    sequence = graphene.Int(required=True, description="Of the last event")
    status = graphene.Field(LivestreamStatus, required=True)
    server_time = graphene.DateTime(required=True, description="Deals begin and end by it, not by the viewer's clock")
    pinned = graphene.Field(LineupItemType)
    deals = graphene.List(
        graphene.NonNull(LiveDealType), required=True, description="That run, or are counted down to"
    )

    @staticmethod
    def resolve_server_time(row: Row, info: Info) -> Any:
        return info.context.now

    @staticmethod
    def resolve_pinned(row: Row, info: Info) -> Later:
        pinned = info.context.loader(PinnedOfLivestream).load(row["pk"])
        return pinned.then(lambda found: found[0] if found else None)

    @staticmethod
    def resolve_deals(row: Row, info: Info) -> Later:
        return info.context.loader(OpenDealsOfLivestream).load(row["pk"])


class LivestreamType(graphene.ObjectType):
    """A session in which shops show and sell their goods, on one channel or on several at once."""

    class Meta:
        name = "Livestream"
        interfaces = (Node,)

    slug = graphene.String(required=True)
    title = graphene.String(required=True, description="In the request's language, else in Vietnamese")
    title_vi = graphene.String(required=True)
    title_en = graphene.String(required=True)
    about = graphene.String(required=True)
    cover = graphene.Field(Image, width=graphene.Int(default_value=PICTURE_WIDTH))
    is_for_adults = graphene.Boolean(required=True, description="Alcohol is shown")
    status = graphene.Field(LivestreamStatus, required=True)
    status_reason = graphene.String(required=True, description='Why it was called off or taken down; else ""')
    starts_at = graphene.DateTime(required=True, description="As planned")
    started_at = graphene.DateTime()
    ended_at = graphene.DateTime()
    replay_url = graphene.String(required=True, description='"" while there is none')
    organiser = graphene.Field(SellerType, description="Null while the shop does not sell")
    sellers = graphene.List(
        graphene.NonNull(SellerType), required=True, description="The organiser, and those who have accepted"
    )
    participants = graphene.List(
        graphene.NonNull(LivestreamParticipantType),
        description="All shops that were asked, for those who run it; null for others",
    )
    hosts = graphene.List(graphene.NonNull(LivestreamHostType), required=True)
    channels = graphene.List(graphene.NonNull(LivestreamChannelType), required=True)
    lineup = graphene.List(graphene.NonNull(LineupItemType), required=True, description="In its order")
    state = graphene.Field(LivestreamState, required=True)
    events = graphene.List(
        graphene.NonNull(LivestreamEventType),
        required=True,
        after=graphene.Int(default_value=0, description="The last sequence that the viewer has"),
        description=f"The next {MOST_EVENTS} at most: who has all up to `after` misses nothing",
    )
    is_run_by_viewer = graphene.Boolean(required=True, description="Hosts, and the people of its shops")
    blockers = graphene.List(
        graphene.NonNull(LivestreamBlocker),
        description="What still stands between it and going live; null for those who do not run it",
    )

    @staticmethod
    def resolve_title(row: Row, info: Info) -> str:
        title: str = (
            row["title_en"] if info.context.language.startswith("en") and row["title_en"] else row["title_vi"]
        )
        return title

    @staticmethod
    def resolve_cover(row: Row, info: Info, *, width: int | None) -> Row | None:
        return image(row, width) if row["digest"] is not None else None

    @staticmethod
    def resolve_organiser(row: Row, info: Info) -> Later:
        return info.context.loader(ShownSeller).load_row(row["seller_id"], selected(info))

    @staticmethod
    def resolve_sellers(row: Row, info: Info) -> Later:
        asked = info.context.loader(ParticipantsOfLivestream).load(row["pk"])
        selection, shown = selected(info), info.context.loader(ShownSellers)
        return asked.then(
            lambda found: shown.load_rows(
                [row["seller_id"], *(one["seller_id"] for one in found if one["accepted_at"] is not None)], selection
            )
        )

    @staticmethod
    def resolve_participants(row: Row, info: Info) -> Later:
        return _for_runners(row, info, lambda: info.context.loader(ParticipantsOfLivestream).load(row["pk"]))

    @staticmethod
    def resolve_hosts(row: Row, info: Info) -> Later:
        return info.context.loader(HostsOfLivestream).load(row["pk"])

    @staticmethod
    def resolve_channels(row: Row, info: Info) -> Later:
        return info.context.loader(ChannelsOfLivestream).load(row["pk"])

    @staticmethod
    def resolve_lineup(row: Row, info: Info) -> Later:
        return info.context.loader(LineupOfLivestream).load(row["pk"])

    @staticmethod
    def resolve_state(row: Row, info: Info) -> Row:
        return row

    @staticmethod
    def resolve_events(row: Row, info: Info, *, after: int | None) -> Later:
        return info.context.loader(EventsOfLivestream).load((row["pk"], after or 0))

    @staticmethod
    def resolve_is_run_by_viewer(row: Row, info: Info) -> Later:
        return info.context.loader(RunByViewer).load(row["pk"])

    @staticmethod
    def resolve_blockers(row: Row, info: Info) -> Later:
        return _for_runners(row, info, lambda: info.context.loader(BlockersOfLivestream).load(row["pk"]))


LivestreamConnection = connection_type(LivestreamType)


def _for_runners(row: Row, info: Info, then: Any) -> Later:
    runs = info.context.loader(RunByViewer).load(row["pk"])
    return runs.then(lambda is_run: then() if is_run else None)
