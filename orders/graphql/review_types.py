"""A review and its parts, and how they are read."""

from collections.abc import Collection, Mapping
from typing import Any

import graphene
from django.db.models import F
from django.utils.translation import gettext as _

from catalog.graphql.products import ProductType
from catalog.graphql.rows import IMAGE_COLUMNS
from marketplace.graphql.connections import Listed, connection_type
from marketplace.graphql.enums import enum_of
from marketplace.graphql.ids import global_id
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later, Loader
from marketplace.graphql.nodes import Node
from marketplace.graphql.rows import Row, RowType, same
from marketplace.graphql.types.images import THUMBNAIL_WIDTH, Image, image
from orders import models
from orders.commands.reviews import editable_until
from orders.graphql.types import product_of
from orders.models import Review, ReviewPhoto
from orders.review_queries import has_shown_photos, shown_photos, shown_reviews

ReviewGround = enum_of(
    models.ReviewGround, "Why a review may be reported, and hidden. That it is bad for the shop is none."
)

REVIEW = RowType(
    "Review",
    {
        **same("stars", "text", authorName="author_name", postedAt="posted_at", editedAt="edited_at"),
        "photos": {"author_name": "author_name"},
        "reply": {"reply": "reply", "replied_at": "replied_at", "reply_edited_at": "reply_edited_at"},
        "editableUntil": {"posted_at": "posted_at"},
        "product": {"product_id": "product_id"},
        "productName": {"product_name": "product__name"},
        "isHidden": {"hidden_at": "hidden_at"},
        "hiddenGround": {"hidden_ground": "hidden_ground"},
        "hiddenReason": {"hidden_reason": "hidden_reason"},
    },
)
_CONDITIONS: Mapping[str, Any] = {
    "id": lambda reviews, slots: reviews.filter(pk=slots.whole("id")),
    "ids": lambda reviews, slots: reviews.filter(slots.ids("ids").contain("pk")),
    "stars": lambda reviews, slots: reviews.filter(stars=slots.whole("stars")),
    "with_photos": lambda reviews, slots: reviews.filter(has_shown_photos()),
    "answered": lambda reviews, slots: reviews.exclude(reply=""),
    "unanswered": lambda reviews, slots: reviews.filter(reply=""),
}
REVIEWS = Listed(REVIEW, shown_reviews, _CONDITIONS)
# With the hidden ones: for their author, the shop and the office.
ALL_REVIEWS = Listed(REVIEW, Review.objects.all, _CONDITIONS)


class ReviewPhotoType(graphene.ObjectType):
    class Meta:
        name = "ReviewPhoto"

    id = graphene.ID(required=True, description="For removeReviewPhoto")
    image = graphene.Field(Image, width=graphene.Int(default_value=THUMBNAIL_WIDTH))

    @staticmethod
    def resolve_image(row: Row, info: Info, *, width: int | None) -> Row | None:
        return image(row, width, usual=THUMBNAIL_WIDTH)


class ReviewReply(graphene.ObjectType):
    """The shop's one answer."""

    text = graphene.String(required=True, description="Plain text")
    posted_at = graphene.DateTime(required=True)
    edited_at = graphene.DateTime()


class ReviewType(graphene.ObjectType):
    """By somebody to whom the marketplace brought the product."""

    class Meta:
        name = "Review"
        interfaces = (Node,)

    stars = graphene.Int(required=True, description="1 to 5")
    text = graphene.String(required=True, description='Plain text; "" where only stars were given')
    author_name = graphene.String(required=True, description="Masked: Trần T. M.")
    posted_at = graphene.DateTime(required=True)
    edited_at = graphene.DateTime()
    editable_until = graphene.DateTime(required=True)
    photos = graphene.List(
        graphene.NonNull(ReviewPhotoType), required=True, description="At most 5; each once all its sizes are made"
    )
    reply = graphene.Field(ReviewReply)
    product = graphene.Field(
        ProductType, description="Null when it is not on sale", resolver=product_of("product_id")
    )
    product_name = graphene.String(required=True)
    is_hidden = graphene.Boolean(required=True, description="Then shown to its author, the shop and the office alone")
    hidden_ground = graphene.Field(ReviewGround)
    hidden_reason = graphene.String(required=True, description='"" where it is not hidden')

    @staticmethod
    def resolve_author_name(row: Row, info: Info) -> str:
        return row["author_name"] or _("A buyer")

    @staticmethod
    def resolve_editable_until(row: Row, info: Info) -> Any:
        return editable_until(row["posted_at"])

    @staticmethod
    def resolve_photos(row: Row, info: Info) -> Later:
        alt = _("Photo by %(name)s") % {"name": row["author_name"] or _("A buyer")}
        photos = info.context.loader(PhotosOfReview).load(row["pk"])
        return photos.then(lambda found: [{**photo, "alt": alt} for photo in found])

    @staticmethod
    def resolve_reply(row: Row, info: Info) -> Row | None:
        if not row["reply"]:
            return None
        return {"text": row["reply"], "posted_at": row["replied_at"], "edited_at": row["reply_edited_at"]}

    @staticmethod
    def resolve_is_hidden(row: Row, info: Info) -> bool:
        return row["hidden_at"] is not None

    @staticmethod
    def resolve_hidden_ground(row: Row, info: Info) -> str | None:
        return row["hidden_ground"] or None


ReviewConnection = connection_type(ReviewType)

_IMAGE = {key: F(path) for key, path in IMAGE_COLUMNS.items() if key != "alt"}


class PhotosOfReview(Loader[int, list[Row]]):
    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        for row in shown_photos().filter(review__in=keys).values("pk", "review_id", **_IMAGE):
            found[row["review_id"]].append(photo_row(row))
        return found


def photo_row(row: Mapping[str, Any]) -> Row:
    return {**row, "id": global_id("ReviewPhoto", row["pk"]), "alt": ""}


def fetched_photo(pk: int) -> Row:
    """To who has just sent it, ready for others or not."""
    return photo_row(ReviewPhoto.objects.filter(pk=pk).values("pk", "review_id", **_IMAGE).get())
