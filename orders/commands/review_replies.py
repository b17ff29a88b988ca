"""The shop's one answer to a review, and what people think should not stand there."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.models import Listing
from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, signed_in
from marketplace.commands.outbox import publish
from marketplace.errors import Duplicate, Invalid, NotFound
from marketplace.events import ReviewReplied, ReviewReported
from marketplace.texts import optional_paragraphs, required_paragraphs
from orders.models import Review, ReviewGround, ReviewReport
from orders.models.review_parts import LONGEST_NOTE
from orders.models.reviews import LONGEST_TEXT
from orders.states import WrongState
from sellers.queries import access_seller
from sellers.rights import Right


@transaction.atomic
def reply_to_review(*, actor: Actor, review_id: int, text: str, now: datetime | None = None) -> Review:
    """Once; another text replaces it. The author is told of the first.

    Raises Unauthenticated, NotFound for those who do not work for the shop, PermissionDenied without the right to
    speak for it, Required, Invalid, WrongState for a hidden review.
    """
    now = now or timezone.now()
    user = signed_in(actor)
    review = _locked(review_id)
    seller_id = review.seller_order.seller_id
    access_seller(actor=user, seller_id=seller_id, right=Right.SHOP, field="review")
    text = required_paragraphs(text, field="text", longest=LONGEST_TEXT)
    if review.is_hidden:
        raise WrongState(_("This review is hidden."), field=["review"])
    if text == review.reply:
        return review
    before, is_first = review.reply, review.replied_at is None
    review.reply, review.replied_at = text, review.replied_at or now
    review.reply_edited_at = None if is_first else now
    review.save(update_fields=["reply", "replied_at", "reply_edited_at"])
    record(actor=user, action="reply_to_review", subject=review, before={"reply": before}, after={"reply": text})
    if is_first:
        buyer = review.seller_order.order.user_id
        told = {"product_id": review.product_id, "review_id": review.pk, "seller_id": seller_id}
        publish(ReviewReplied(**told, user_id=buyer))
    return review


@transaction.atomic
def report_review(
    *, actor: Actor, review_id: int, ground: str, note: str = "", now: datetime | None = None
) -> ReviewReport:
    """Once a person. Not in the shop's trail: the shop must not learn who it was; the report itself says so.

    Raises Unauthenticated, NotFound for what shoppers do not see, Duplicate; Invalid for one's own review.
    """
    user = signed_in(actor)
    review = _locked(review_id)
    if review.is_hidden or not Listing.objects.filter(pk=review.product_id).exists():
        raise NotFound(field=["review"])
    if review.seller_order.order.user_id == user.pk:
        raise Invalid(_("You wrote this review: change it instead."), field=["review"])
    note = optional_paragraphs(note, field="note", longest=LONGEST_NOTE)
    if review.reports.filter(reporter=user).exists():
        raise Duplicate(_("You have reported this review already."), field=["review"])
    is_first = not review.reports.filter(settled_at__isnull=True).exists()
    given = {"ground": ReviewGround(ground), "note": note, "reported_at": now or timezone.now()}
    report = ReviewReport.objects.create(review=review, reporter=user, **given)
    if is_first:
        seller_id = review.seller_order.seller_id
        publish(ReviewReported(product_id=review.product_id, review_id=review.pk, seller_id=seller_id))
    return report


def _locked(review_id: int) -> Review:
    rows = Review.objects.select_for_update(of=["self"], no_key=True).select_related("seller_order__order")
    review = rows.filter(pk=review_id).first()
    if review is None:
        raise NotFound(field=["review"])
    return review
