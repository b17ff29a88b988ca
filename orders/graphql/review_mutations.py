from typing import Any

import graphene
from django.core.files.uploadedfile import UploadedFile

from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.graphql.uploads import Upload
from orders.commands import review_photos, review_replies, reviews
from orders.graphql.payloads import row_field
from orders.graphql.review_moderation import ModerationMutations
from orders.graphql.review_types import ALL_REVIEWS, ReviewGround, ReviewPhotoType, ReviewType, fetched_photo
from orders.models.review_parts import MOST_PHOTOS

TEXT = "At most 2,000 characters of plain text"
OF_GUESTS = "Of the order, for who has no account"


class OfReview(Mutation):
    """The base of what is done with a review."""

    class Meta:
        abstract = True

    review = row_field(ReviewType, ALL_REVIEWS, "review")


class ReviewProduct(OfReview):
    """The buyer of a part of an order that has arrived says what they think of one of its products; once."""

    class Input:
        order = graphene.ID(required=True, description="A SellerOrder")
        product = graphene.ID(required=True)
        stars = graphene.Int(required=True, description="1 to 5")
        text = graphene.String(default_value="", description=TEXT)
        token = graphene.String(description=OF_GUESTS)

    @classmethod
    def write(
        cls, context: Context, *, order: str, product: str, stars: int, text: str, token: str | None = None
    ) -> Row:
        review = reviews.review_product(
            actor=context.viewer,
            seller_order_id=pk_of(order, "SellerOrder", field="order"),
            product_id=pk_of(product, "Product", field="product"),
            stars=stars,
            text=text,
            token=token,
            now=context.now,
        )
        return {"review": review.pk}


class EditReview(OfReview):
    """For some days after posting, by who posted it."""

    class Input:
        review = graphene.ID(required=True)
        stars = graphene.Int(required=True, description="1 to 5")
        text = graphene.String(default_value="", description=TEXT)
        token = graphene.String(description=OF_GUESTS)

    @classmethod
    def write(cls, context: Context, *, review: str, stars: int, text: str, token: str | None = None) -> Row:
        edited = reviews.edit_review(
            actor=context.viewer, review_id=_pk(review), stars=stars, text=text, token=token, now=context.now
        )
        return {"review": edited.pk}


class AddReviewPhoto(OfReview):
    """By who posted the review, as long as they may change it: JPEG, PNG, WebP or AVIF, 10 MB at most.

    It is turned upright and stripped of everything but its pixels (where it was taken, for example). Others see it
    once all of its sizes are made.
    """

    photo = graphene.Field(ReviewPhotoType, resolver=lambda payload, info: _photo(payload))

    class Input:
        review = graphene.ID(required=True)
        file = Upload(required=True, description=f"A review has at most {MOST_PHOTOS}")
        token = graphene.String(description=OF_GUESTS)

    @classmethod
    def write(cls, context: Context, *, review: str, file: "UploadedFile[Any]", token: str | None = None) -> Row:
        photo = review_photos.add_review_photo(
            actor=context.viewer, review_id=_pk(review), content=file, token=token, now=context.now
        )
        return {"review": photo.review_id, "photo": photo.pk}


class RemoveReviewPhoto(OfReview):
    class Input:
        photo = graphene.ID(required=True)
        token = graphene.String(description=OF_GUESTS)

    @classmethod
    def write(cls, context: Context, *, photo: str, token: str | None = None) -> Row:
        pk = pk_of(photo, "ReviewPhoto", field="photo")
        review = review_photos.remove_review_photo(actor=context.viewer, photo_id=pk, token=token, now=context.now)
        return {"review": review.pk}


class ReplyToReview(OfReview):
    """The shop answers, once: another text replaces the first. For members with the right to the shop's page."""

    class Input:
        review = graphene.ID(required=True)
        text = graphene.String(required=True, description=TEXT)

    @classmethod
    def write(cls, context: Context, *, review: str, text: str) -> Row:
        replied = review_replies.reply_to_review(
            actor=context.viewer, review_id=_pk(review), text=text, now=context.now
        )
        return {"review": replied.pk}


class ReportReview(OfReview):
    """Anybody who is signed in tells the office, once for each review."""

    is_private = True

    class Input:
        review = graphene.ID(required=True)
        ground = ReviewGround(required=True)
        note = graphene.String(default_value="", description="At most 500 characters, for the office alone")

    @classmethod
    def write(cls, context: Context, *, review: str, ground: Any, note: str) -> Row:
        report = review_replies.report_review(
            actor=context.viewer,
            review_id=_pk(review),
            ground=str(getattr(ground, "value", ground)),
            note=note,
            now=context.now,
        )
        return {"review": report.review_id}


def _pk(review: str) -> int:
    return pk_of(review, "Review", field="review")


def _photo(payload: Row) -> Row | None:
    return fetched_photo(payload["photo"]) if "photo" in payload else None


class ReviewMutations(ModerationMutations):
    review_product = ReviewProduct.Field()
    edit_review = EditReview.Field()
    add_review_photo = AddReviewPhoto.Field()
    remove_review_photo = RemoveReviewPhoto.Field()
    reply_to_review = ReplyToReview.Field()
    report_review = ReportReview.Field()
