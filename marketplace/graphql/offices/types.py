"""Officers' posts: whose sellers they look after."""

from collections.abc import Collection, Mapping

import graphene

from marketplace.graphql.enums import enum_of
from marketplace.graphql.extensions import extend
from marketplace.graphql.ids import global_id
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later, Loader
from marketplace.graphql.rows import Row
from marketplace.graphql.types.places import PlaceById, PlaceType
from marketplace.graphql.types.users import UserType, own
from marketplace.models import OfficeLevel as Levels
from marketplace.models import Post, User

OfficeLevel = enum_of(Levels, "Of the programme; the ministry's posts reach the whole country.")


class PostType(graphene.ObjectType):
    """What makes a user an officer."""

    class Meta:
        name = "Post"

    id = graphene.ID(required=True)
    level = graphene.Field(OfficeLevel, required=True)
    place = graphene.Field(PlaceType, description="With all that it covers; empty for the ministry")
    held_from = graphene.DateTime(required=True)

    @staticmethod
    def resolve_place(row: Row, info: Info) -> Later | None:
        return None if row["place_id"] is None else info.context.loader(PlaceById).load(row["place_id"])


class PostsOfUser(Loader[int, list[Row]]):
    """Those that are held today."""

    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        posts = Post.objects.filter(officer__in=keys, ended_at__isnull=True).order_by("held_from", "pk")
        for post in posts:
            found[post.officer_id].append(post_row(post))
        return found


def post_row(post: Post) -> Row:
    return {
        "id": global_id("Post", post.pk),
        "level": post.level,
        "place_id": post.place_id,
        "held_from": post.held_from,
    }


def _posts(viewer: User, info: Info) -> Later:
    return info.context.loader(PostsOfUser).load(viewer.pk)


extend(
    UserType,
    posts=graphene.Field(
        graphene.List(graphene.NonNull(PostType)),
        description="What makes them an officer, and of which places; empty for others",
        resolver=own(_posts),
    ),
)
