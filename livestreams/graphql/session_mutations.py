"""Sessions: planned, prepared, run."""

from collections.abc import Sequence
from typing import Any

import graphene
from django.core.files.uploadedfile import UploadedFile

from livestreams.commands import participants, running, scheduling
from livestreams.graphql.payloads import row_field
from livestreams.graphql.rows import ALL_LIVESTREAMS
from livestreams.graphql.types import LivestreamType, Platform
from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.graphql.uploads import Upload
from sellers.graphql.accounts.ids import seller_pk

SELLERS = "Shops that are asked to take part"


class OfLivestream(Mutation):
    """The base of what is done with a session. Nothing that strangers are shown of it is kept."""

    class Meta:
        abstract = True

    is_private = True
    livestream = row_field(LivestreamType, ALL_LIVESTREAMS, "livestream")


class ScheduleLivestream(OfLivestream):
    """By a member of the shop with the right to livestreams."""

    class Input:
        seller = graphene.ID(required=True, description="That organises it")
        title_vi = graphene.String(required=True, description="At most 120 characters")
        title_en = graphene.String()
        about = graphene.String(description="At most 2,000 characters of plain text")
        starts_at = graphene.DateTime(required=True)
        is_for_adults = graphene.Boolean(description="Needed to show alcohol")
        sellers = graphene.List(graphene.NonNull(graphene.ID), default_value=[], description=SELLERS)

    @classmethod
    def write(cls, context: Context, *, seller: str, sellers: Sequence[str], **plan: Any) -> Row:
        livestream = scheduling.schedule_livestream(
            actor=context.viewer,
            seller_id=seller_pk(seller),
            plan=scheduling.Plan(**plan),
            others=[seller_pk(id, field="sellers") for id in sellers],
            now=context.now,
        )
        return {"livestream": livestream.pk}


class EditLivestream(OfLivestream):
    """What is not given stays as it is."""

    class Input:
        livestream = graphene.ID(required=True)
        title_vi = graphene.String()
        title_en = graphene.String()
        about = graphene.String()
        starts_at = graphene.DateTime()
        is_for_adults = graphene.Boolean()

    @classmethod
    def write(cls, context: Context, *, livestream: str, **plan: Any) -> Row:
        pk = livestream_pk(livestream)
        scheduling.edit_livestream(
            actor=context.viewer, livestream_id=pk, plan=scheduling.Plan(**plan), now=context.now
        )
        return {"livestream": pk}


class SetLivestreamCover(OfLivestream):
    """JPEG, PNG, WebP or AVIF, 10 MB at most."""

    class Input:
        livestream = graphene.ID(required=True)
        file = Upload(required=True)
        alt = graphene.String(required=True, description="What it shows, for those who cannot see it")

    @classmethod
    def write(cls, context: Context, *, livestream: str, file: "UploadedFile[Any]", alt: str) -> Row:
        pk = livestream_pk(livestream)
        scheduling.set_livestream_cover(
            actor=context.viewer, livestream_id=pk, content=file, alt=alt, now=context.now
        )
        return {"livestream": pk}


class InviteToLivestream(OfLivestream):
    class Input:
        livestream = graphene.ID(required=True)
        sellers = graphene.List(graphene.NonNull(graphene.ID), required=True, description=SELLERS)

    @classmethod
    def write(cls, context: Context, *, livestream: str, sellers: Sequence[str]) -> Row:
        pk, ids = livestream_pk(livestream), [seller_pk(id, field="sellers") for id in sellers]
        participants.invite_to_livestream(actor=context.viewer, livestream_id=pk, seller_ids=ids, now=context.now)
        return {"livestream": pk}


class OfRunning(OfLivestream):
    class Meta:
        abstract = True

    class Input:
        livestream = graphene.ID(required=True)


class RehearseLivestream(OfRunning):
    @classmethod
    def write(cls, context: Context, *, livestream: str) -> Row:
        pk = livestream_pk(livestream)
        running.rehearse_livestream(actor=context.viewer, livestream_id=pk, now=context.now)
        return {"livestream": pk}


class StartLivestream(OfRunning):
    """Through the gate: what `blockers` of the session says is refused."""

    @classmethod
    def write(cls, context: Context, *, livestream: str) -> Row:
        pk = livestream_pk(livestream)
        running.start_livestream(actor=context.viewer, livestream_id=pk, now=context.now)
        return {"livestream": pk}


class EndLivestream(OfRunning):
    """With its deals."""

    @classmethod
    def write(cls, context: Context, *, livestream: str) -> Row:
        pk = livestream_pk(livestream)
        running.end_livestream(actor=context.viewer, livestream_id=pk, now=context.now)
        return {"livestream": pk}


class PublishReplay(OfLivestream):
    class Input:
        livestream = graphene.ID(required=True)
        platform = Platform(required=True)
        url = graphene.String(required=True, description="https, of that platform")

    @classmethod
    def write(cls, context: Context, *, livestream: str, platform: Any, url: str) -> Row:
        pk = livestream_pk(livestream)
        running.publish_replay(
            actor=context.viewer, livestream_id=pk, platform=plain(platform), url=url, now=context.now
        )
        return {"livestream": pk}


class CancelLivestream(OfLivestream):
    """Before it is live."""

    class Input:
        livestream = graphene.ID(required=True)
        reason = graphene.String(required=True)

    @classmethod
    def write(cls, context: Context, *, livestream: str, reason: str) -> Row:
        pk = livestream_pk(livestream)
        running.cancel_livestream(actor=context.viewer, livestream_id=pk, reason=reason, now=context.now)
        return {"livestream": pk}


class SayInLivestream(OfLivestream):
    """A line to all who watch, by hosts and the people of its shops."""

    class Input:
        livestream = graphene.ID(required=True)
        text = graphene.String(required=True, description="At most 500 characters")

    @classmethod
    def write(cls, context: Context, *, livestream: str, text: str) -> Row:
        pk = livestream_pk(livestream)
        running.say_in_livestream(actor=context.viewer, livestream_id=pk, text=text, now=context.now)
        return {"livestream": pk}


def livestream_pk(livestream: str) -> int:
    return pk_of(livestream, "Livestream", field="livestream")


def plain(given: Any) -> str:
    return str(getattr(given, "value", given))


class SessionMutations(graphene.ObjectType):
    schedule_livestream = ScheduleLivestream.Field()
    edit_livestream = EditLivestream.Field()
    set_livestream_cover = SetLivestreamCover.Field()
    invite_to_livestream = InviteToLivestream.Field()
    rehearse_livestream = RehearseLivestream.Field()
    start_livestream = StartLivestream.Field()
    end_livestream = EndLivestream.Field()
    publish_replay = PublishReplay.Field()
    cancel_livestream = CancelLivestream.Field()
    say_in_livestream = SayInLivestream.Field()
