"""What officers do with reviews. A genuine one stays, however bad it is for the shop (Law on e-commerce): hiding
wants a ground and a reason, which is kept and told to its author, and can be taken back."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.commands.locks import supervised_product
from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, authorised_officer
from marketplace.errors import NotFound, PermissionDenied
from marketplace.events import ReviewHidden, ReviewShown
from marketplace.models import User
from marketplace.texts import required_paragraphs
from orders.commands.review_sums import tell_sums
from orders.models import Review, ReviewGround
from orders.models.reviews import LONGEST_TEXT
from orders.states import WrongState

PERMISSION = "orders.change_review"


@transaction.atomic
def hide_review(*, actor: Actor, review_id: int, ground: str, reason: str, now: datetime | None = None) -> Review:
    """Off the product's page and out of its rating; open reports are settled by it.

    Raises Unauthenticated, PermissionDenied, NotFound, Required, Invalid; WrongState where it is hidden already.
    """
    now = now or timezone.now()
    officer, review = _supervised(actor, review_id)
    reason = required_paragraphs(reason, field="reason", longest=LONGEST_TEXT)
    if review.is_hidden:
        raise WrongState(_("This review is hidden."), field=["review"])
    review.hidden_at, review.hidden_ground, review.hidden_reason = now, ReviewGround(ground), reason
    _moved(review, officer, "hide_review", {"ground": review.hidden_ground, "reason": reason})
    _settle(review, now)
    tell_sums(review, ReviewHidden, user_id=_author(review), ground=str(review.hidden_ground), reason=reason)
    return review


@transaction.atomic
def show_review(*, actor: Actor, review_id: int, reason: str, now: datetime | None = None) -> Review:
    """Takes the hiding back. Raises as `hide_review`; WrongState where it is not hidden."""
    officer, review = _supervised(actor, review_id)
    reason = required_paragraphs(reason, field="reason", longest=LONGEST_TEXT)
    if not review.is_hidden:
        raise WrongState(_("This review is not hidden."), field=["review"])
    review.hidden_at, review.hidden_ground, review.hidden_reason = None, "", ""
    _moved(review, officer, "show_review", {"reason": reason})
    tell_sums(review, ReviewShown, user_id=_author(review))
    return review


@transaction.atomic
def dismiss_review_reports(*, actor: Actor, review_id: int, reason: str, now: datetime | None = None) -> Review:
    """The review stays as it is. Raises as `hide_review`; WrongState where nothing is open."""
    officer, review = _supervised(actor, review_id)
    reason = required_paragraphs(reason, field="reason", longest=LONGEST_TEXT)
    settled = _settle(review, now or timezone.now())
    if not settled:
        raise WrongState(_("No report of this review is open."), field=["review"])
    record(
        actor=officer, action="dismiss_review_reports", subject=review, after={"reports": settled, "reason": reason}
    )
    return review


def _supervised(actor: Actor, review_id: int) -> tuple[User, Review]:
    """Locked behind its product, for an officer who looks after the shop and has no part in the matter."""
    officer = authorised_officer(actor, PERMISSION)
    product_id = Review.objects.filter(pk=review_id).values_list("product", flat=True).first()
    if product_id is None:
        raise NotFound(field=["review"])
    supervised_product(officer, product_id, field="review")
    rows = Review.objects.select_for_update(of=["self"]).select_related("seller_order__order")
    review = rows.get(pk=review_id)
    if _author(review) == officer.pk:
        raise PermissionDenied(_("You wrote this review: another officer has to decide."), field=["review"])
    return officer, review


def _author(review: Review) -> int | None:
    return review.seller_order.order.user_id


def _moved(review: Review, officer: User, action: str, after: dict[str, str]) -> None:
    review.revision += 1
    review.save(update_fields=["hidden_at", "hidden_ground", "hidden_reason", "revision"])
    record(actor=officer, action=action, subject=review, after=after)


def _settle(review: Review, now: datetime) -> int:
    return review.reports.filter(settled_at__isnull=True).update(settled_at=now)
