"""What viewers complain of, for officers; and what these do about sessions."""

from typing import Any

import graphene

from livestreams import models
from livestreams.commands import supervision
from livestreams.graphql.loaders import AnyLivestream
from livestreams.graphql.payloads import row_field
from livestreams.graphql.rows import ALL_LIVESTREAMS, COMPLAINTS
from livestreams.graphql.types import LivestreamType
from marketplace.graphql.connections import connection_type
from marketplace.graphql.context import Context
from marketplace.graphql.enums import enum_of
from marketplace.graphql.ids import pk_of
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected

ComplaintGround = enum_of(models.ComplaintGround, "What a viewer complains of.")


class LivestreamComplaintType(graphene.ObjectType):
    """Who complained is the office's business."""

    class Meta:
        name = "LivestreamComplaint"

    id = graphene.ID(required=True)
    livestream = graphene.Field(LivestreamType)
    ground = graphene.Field(ComplaintGround, required=True)
    note = graphene.String(required=True)
    made_at = graphene.DateTime(required=True)
    settled_at = graphene.DateTime()
    answer = graphene.String(required=True, description='"" while it is open')

    @staticmethod
    def resolve_livestream(row: Row, info: Info) -> Later:
        return info.context.loader(AnyLivestream).load_row(row["livestream_id"], selected(info))


ComplaintConnection = connection_type(LivestreamComplaintType)


class ComplainAboutLivestream(Mutation):
    """During a session or after it, by anybody who is signed in; one that is open at a time."""

    is_private = True

    class Input:
        livestream = graphene.ID(required=True)
        ground = ComplaintGround(required=True)
        note = graphene.String(required=True, description="At most 1,000 characters, for the office alone")

    complaint = row_field(LivestreamComplaintType, COMPLAINTS, "complaint")

    @classmethod
    def write(cls, context: Context, *, livestream: str, ground: Any, note: str) -> Row:
        complaint = supervision.complain_about_livestream(
            actor=context.viewer,
            livestream_id=pk_of(livestream, "Livestream", field="livestream"),
            ground=str(getattr(ground, "value", ground)),
            note=note,
            now=context.now,
        )
        return {"complaint": complaint.pk}


class SettleComplaint(Mutation):
    """By an officer, with an answer."""

    is_private = True

    class Input:
        complaint = graphene.ID(required=True)
        answer = graphene.String(required=True, description="At most 1,000 characters")

    complaint = row_field(LivestreamComplaintType, COMPLAINTS, "complaint")

    @classmethod
    def write(cls, context: Context, *, complaint: str, answer: str) -> Row:
        pk = pk_of(complaint, "LivestreamComplaint", field="complaint")
        supervision.settle_complaint(actor=context.viewer, complaint_id=pk, answer=answer, now=context.now)
        return {"complaint": pk}


class WarnLivestream(Mutation):
    """By an officer: everybody who watches reads it."""

    is_private = True

    class Input:
        livestream = graphene.ID(required=True)
        reason = graphene.String(required=True, description="At most 2,000 characters")

    livestream = row_field(LivestreamType, ALL_LIVESTREAMS, "livestream")

    @classmethod
    def write(cls, context: Context, *, livestream: str, reason: str) -> Row:
        pk = pk_of(livestream, "Livestream", field="livestream")
        supervision.warn_livestream(actor=context.viewer, livestream_id=pk, reason=reason, now=context.now)
        return {"livestream": pk}


class TakeDownLivestream(Mutation):
    """By an officer: off the site with its deals, for good. Its record stays."""

    is_private = True

    class Input:
        livestream = graphene.ID(required=True)
        reason = graphene.String(required=True, description="At most 2,000 characters")

    livestream = row_field(LivestreamType, ALL_LIVESTREAMS, "livestream")

    @classmethod
    def write(cls, context: Context, *, livestream: str, reason: str) -> Row:
        pk = pk_of(livestream, "Livestream", field="livestream")
        supervision.take_down_livestream(actor=context.viewer, livestream_id=pk, reason=reason, now=context.now)
        return {"livestream": pk}


class SupervisionMutations(graphene.ObjectType):
    complain_about_livestream = ComplainAboutLivestream.Field()
    settle_complaint = SettleComplaint.Field()
    warn_livestream = WarnLivestream.Field()
    take_down_livestream = TakeDownLivestream.Field()
