"""What buyers say of what they bought."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.commands.locks import locked_product
from marketplace.commands.audit import record
from marketplace.commands.authority import Actor
from marketplace.errors import DomainError, ErrorCode, Invalid, NotFound, PermissionDenied
from marketplace.events import ReviewEdited, ReviewPosted
from marketplace.models import User
from marketplace.texts import optional_paragraphs
from orders.commands.review_sums import tell_sums
from orders.models import Review, SellerOrder
from orders.models import SellerOrderStatus as Status
from orders.models.reviews import LONGEST_TEXT
from orders.states import WrongState
from orders.tokens import opens
from sellers.queries import member_of

REVIEWABLE = (Status.DELIVERED, Status.COMPLETED)


class AlreadyReviewed(DomainError):
    """A product is reviewed once for each order of it."""

    code = ErrorCode.DUPLICATE


@transaction.atomic
def review_product(
    *,
    actor: Actor,
    seller_order_id: int,
    product_id: int,
    stars: int,
    text: str = "",
    token: str | None = None,
    now: datetime | None = None,
) -> Review:
    """Raises NotFound for orders of others and for goods that are not of this one, PermissionDenied for members of
    the shop, WrongState before delivery and after the term, AlreadyReviewed, Invalid."""
    now = now or timezone.now()
    part, user = _bought(actor, seller_order_id, token, field="order")
    if not part.lines.filter(product_id_then=product_id).exists():
        raise NotFound(field=["product"])
    if user is not None and member_of(user, part.seller_id) is not None:
        raise PermissionDenied(_("Nobody reviews the goods of their own shop."))
    _check_term(part, now)
    given = _checked(stars, text)
    locked_product(product_id)  # reviews of one product queue here: each event carries sums that are whole
    if Review.objects.filter(seller_order=part, product=product_id).exists():
        raise AlreadyReviewed(_("You have reviewed this already."), field=["product"])
    name = masked_name(part.order.contact_name)
    review = Review.objects.create(seller_order=part, product_id=product_id, author_name=name, posted_at=now, **given)
    record(actor=user, action="review_product", subject=review, after=given)
    tell_sums(review, ReviewPosted)
    return review


@transaction.atomic
def edit_review(
    *,
    actor: Actor,
    review_id: int,
    stars: int,
    text: str = "",
    token: str | None = None,
    now: datetime | None = None,
) -> Review:
    """Raises NotFound for reviews of others, WrongState after some days, Invalid."""
    now = now or timezone.now()
    review, user = own_review(actor, review_id, token, now)
    given = _checked(stars, text)
    before = {"stars": review.stars, "text": review.text}
    if given == before:
        return review
    review.stars, review.text = given["stars"], given["text"]
    review.edited_at, review.revision = now, review.revision + 1
    review.save()
    record(actor=user, action="edit_review", subject=review, before=before, after=given)
    tell_sums(review, ReviewEdited)
    return review


def own_review(actor: Actor, review_id: int, token: str | None, now: datetime) -> tuple[Review, User | None]:
    """Locked after its order and its product, for its author, while it may still be changed.

    Raises NotFound, WrongState.
    """
    found = Review.objects.filter(pk=review_id).first()
    if found is None:
        raise NotFound(field=["review"])
    _part, user = _bought(actor, found.seller_order_id, token, field="review")
    locked_product(found.product_id, field="review")
    review = Review.objects.select_for_update(of=["self"]).get(pk=review_id)
    if now > editable_until(review.posted_at):
        raise WrongState(_("This review cannot be changed any more."), field=["review"])
    return review, user


def editable_until(posted_at: datetime) -> datetime:
    return posted_at + timedelta(days=settings.REVIEW_EDIT_DAYS)


def reviewable_until(status: str, changed_at: datetime) -> datetime | None:
    """Of a part of an order; None where nothing has arrived."""
    return changed_at + timedelta(days=settings.REVIEW_TERM_DAYS) if status in REVIEWABLE else None


def masked_name(name: str) -> str:
    """The first word and initials: Trần Thị Mua is shown as "Trần T. M."; a single word by its initial alone."""
    first, *rest = name.split() or ["?"]
    return " ".join([first, *(f"{word[0].upper()}." for word in rest)]) if rest else f"{first[0].upper()}."


def _bought(actor: Actor, seller_order_id: int, token: str | None, *, field: str) -> tuple[SellerOrder, User | None]:
    """Locked, for its buyer: two reviews of one order queue here."""
    rows = SellerOrder.objects.select_for_update(of=["self"], no_key=True).select_related("order")
    part = rows.filter(pk=seller_order_id).first()
    user = actor if isinstance(actor, User) and actor.is_active else None
    is_theirs = part is not None and user is not None and part.order.user_id == user.pk
    if part is None or not (is_theirs or (token and opens(token, part.order.number))):
        raise NotFound(field=[field])
    return part, user


def _check_term(part: SellerOrder, now: datetime) -> None:
    until = reviewable_until(part.status, part.status_changed_at)
    if until is None:
        raise WrongState(_("You can review what has arrived."), field=["order"])
    if now > until:
        raise WrongState(_("The time for reviewing this order is over."), field=["order"])


def _checked(stars: int, text: str) -> dict[str, Any]:
    if not 1 <= stars <= 5:
        raise Invalid(_("Give 1 to 5 stars."), field=["stars"])
    return {"stars": stars, "text": optional_paragraphs(text, field="text", longest=LONGEST_TEXT)}
