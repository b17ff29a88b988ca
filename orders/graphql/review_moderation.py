"""Reviews for officers: what was reported, and what they decide."""

from collections.abc import Collection, Mapping
from typing import Any

import graphene
from django.db.models import Exists, OuterRef, Q, QuerySet

from marketplace.commands.authority import Actor, office_places
from marketplace.graphql.connections import Asked, Listed, connection_of, connection_type, paging_arguments
from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later, Loader
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row, RowType
from marketplace.graphql.selection import selected
from marketplace.graphql.shown import ShownById
from marketplace.keysets import WHOLE, Sort, page_of
from marketplace.models import PlaceCover, User
from marketplace.statements import Slots
from orders.commands import review_moderation
from orders.graphql.payloads import row_field
from orders.graphql.review_types import ALL_REVIEWS, REVIEW, ReviewConnection, ReviewGround, ReviewType
from orders.models import Review, ReviewReport


def _reported() -> QuerySet[Review]:
    open_reports = ReviewReport.objects.filter(review=OuterRef("pk"), settled_at__isnull=True)
    return Review.objects.filter(Exists(open_reports))


def _of_places(reviews: QuerySet[Review], slots: Slots) -> QuerySet[Review]:
    covers = PlaceCover.objects.filter(slots.ids("office").contain("place")).values("covered")
    place = "product__seller__place"
    return reviews.filter(Q(**{f"{place}__in": covers}) | Q(slots.ids("office").contain(place)))


REPORTED = Listed(RowType("ReportedReview", {}), _reported, {"office": _of_places})
HIDDEN = Listed(REVIEW, lambda: Review.objects.filter(hidden_at__isnull=False), {"office": _of_places})
LATEST: Sort[Review] = Sort("HIDDEN_REVIEWS", {"pk": WHOLE}, is_descending=True)
OLDEST: Sort[Review] = Sort("REPORTED_REVIEWS", {"pk": WHOLE})


class AnyReview(ShownById):
    source = ALL_REVIEWS


class ReportsOfReview(Loader[int, list[Row]]):
    """The open ones."""

    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        reports = ReviewReport.objects.filter(review__in=keys, settled_at__isnull=True).order_by("pk")
        for row in reports.values("review_id", "ground", "note", "reported_at"):
            found[row["review_id"]].append({**row})
        return found


class ReviewReportType(graphene.ObjectType):
    """Who sent it is nobody's business."""

    class Meta:
        name = "ReviewReport"

    ground = graphene.Field(ReviewGround, required=True)
    note = graphene.String(required=True)
    reported_at = graphene.DateTime(required=True)


class ReportedReview(graphene.ObjectType):
    review = graphene.Field(ReviewType, required=True)
    reports = graphene.List(graphene.NonNull(ReviewReportType), required=True, description="Those that are open")

    @staticmethod
    def resolve_review(row: Row, info: Info) -> Later:
        return info.context.loader(AnyReview).load_row(row["pk"], selected(info))

    @staticmethod
    def resolve_reports(row: Row, info: Info) -> Later:
        return info.context.loader(ReportsOfReview).load(row["pk"])


ReportedReviewConnection = connection_type(ReportedReview)


class ModerationQueries(graphene.ObjectType):
    reported_reviews = graphene.Field(
        ReportedReviewConnection,
        **paging_arguments(),
        description="What waits for an officer of these places, the oldest review first; null for who may not look",
    )

    hidden_reviews = graphene.Field(
        ReviewConnection,
        **paging_arguments(),
        description="What officers hid at these places, the latest review first; null for who may not look",
    )

    @staticmethod
    def resolve_reported_reviews(
        root: None, info: Info, *, first: int | None = None, after: str | None = None
    ) -> Row | None:
        return _of_office(REPORTED, OLDEST, info, first, after)

    @staticmethod
    def resolve_hidden_reviews(
        root: None, info: Info, *, first: int | None = None, after: str | None = None
    ) -> Row | None:
        return _of_office(HIDDEN, LATEST, info, first, after)


def _of_office(
    listed: Listed[Review], sort: Sort[Review], info: Info, first: int | None, after: str | None
) -> Row | None:
    info.context.forbid_caching()
    page = page_of(first=first, after=after)
    office = _office(info.context.viewer)
    if office is None:
        return None
    return connection_of(Asked(listed, sort, page, frozenset(office), office), selected(info))


def _office(viewer: Actor) -> Mapping[str, Any] | None:
    """The condition of what is an officer's to look after; None for others."""
    permission = review_moderation.PERMISSION
    if not isinstance(viewer, User) or not (viewer.is_active and viewer.is_staff and viewer.has_perm(permission)):
        return None
    places = office_places(viewer)
    return {} if places is None else {"office": places}


class OfModeration(Mutation):
    """The base of what officers decide."""

    class Meta:
        abstract = True

    review = row_field(ReviewType, ALL_REVIEWS, "review")


class HideReview(OfModeration):
    """Off the product's page and out of its rating. Its author is told the ground and the reason; a genuine review
    stays, however bad it is for the shop."""

    class Input:
        review = graphene.ID(required=True)
        ground = ReviewGround(required=True)
        reason = graphene.String(required=True, description="For the author: at most 2,000 characters")

    @classmethod
    def write(cls, context: Context, *, review: str, ground: Any, reason: str) -> Row:
        hidden = review_moderation.hide_review(
            actor=context.viewer,
            review_id=_pk(review),
            ground=str(getattr(ground, "value", ground)),
            reason=reason,
            now=context.now,
        )
        return {"review": hidden.pk}


class ShowReview(OfModeration):
    """Takes a hiding back; the author is told."""

    class Input:
        review = graphene.ID(required=True)
        reason = graphene.String(required=True, description="For the audit trail")

    @classmethod
    def write(cls, context: Context, *, review: str, reason: str) -> Row:
        shown = review_moderation.show_review(
            actor=context.viewer, review_id=_pk(review), reason=reason, now=context.now
        )
        return {"review": shown.pk}


class DismissReviewReports(OfModeration):
    """The review stays, and leaves the queue."""

    is_private = True

    class Input:
        review = graphene.ID(required=True)
        reason = graphene.String(required=True, description="For the audit trail")

    @classmethod
    def write(cls, context: Context, *, review: str, reason: str) -> Row:
        kept = review_moderation.dismiss_review_reports(
            actor=context.viewer, review_id=_pk(review), reason=reason, now=context.now
        )
        return {"review": kept.pk}


def _pk(review: str) -> int:
    return pk_of(review, "Review", field="review")


class ModerationMutations(graphene.ObjectType):
    hide_review = HideReview.Field()
    show_review = ShowReview.Field()
    dismiss_review_reports = DismissReviewReports.Field()
