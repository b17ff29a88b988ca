from enum import Enum

import graphene

from marketplace.commands.officers import appoint_officer, end_post
from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.offices.types import OfficeLevel, PostType, post_row
from marketplace.graphql.rows import Row
from marketplace.models import OfficeLevel as Levels


class AppointOfficer(Mutation):
    """Gives somebody a post, and with it the office. For administrators."""

    class Input:
        contact = graphene.String(required=True, description="Email address or phone number of an account")
        level = OfficeLevel(required=True)
        place = graphene.ID(description="A province or commune of today; none for the ministry")

    post = graphene.Field(PostType)

    @classmethod
    def write(cls, context: Context, *, contact: str, level: Enum, place: str | None = None) -> Row:
        post = appoint_officer(
            actor=context.viewer,
            contact=contact,
            level=Levels(level.value),
            place_id=None if place is None else pk_of(place, "Place", field="place"),
        )
        return {"post": post_row(post)}


class EndPost(Mutation):
    """Ends a post; with the last one its holder leaves the office. For administrators."""

    class Input:
        post = graphene.ID(required=True)

    post = graphene.Field(PostType, description="The one that ended")

    @classmethod
    def write(cls, context: Context, *, post: str) -> Row:
        ended = end_post(actor=context.viewer, post_id=pk_of(post, "Post", field="post"), now=context.now)
        return {"post": post_row(ended)}


class OfficeMutations(graphene.ObjectType):
    appoint_officer = AppointOfficer.Field()
    end_post = EndPost.Field()
