"""What leads from one status to the next: the one table of a product's life. Drawn in docs/product-life.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from catalog.commands.earlier_prices import note_prices
from catalog.commands.listings import refresh_listings
from catalog.models import Product, ProductStatus
from marketplace.clock import today
from marketplace.commands.audit import record
from marketplace.commands.outbox import publish
from marketplace.errors import Invalid
from marketplace.events import Event
from marketplace.models import User

S = ProductStatus


@dataclass(frozen=True, slots=True)
class Step:
    before: frozenset[ProductStatus]
    after: ProductStatus


STEPS: Mapping[str, Step] = {
    "submit": Step(frozenset({S.DRAFT, S.PAUSED}), S.IN_REVIEW),  # a seller whose product no officer has approved
    "publish": Step(frozenset({S.DRAFT, S.IN_REVIEW, S.PAUSED}), S.PUBLISHED),
    # Another group, or another name of a certified product: what was approved was something else.
    "review_again": Step(frozenset({S.PUBLISHED}), S.IN_REVIEW),
    "withdraw": Step(frozenset({S.IN_REVIEW}), S.DRAFT),  # its seller
    "return": Step(frozenset({S.IN_REVIEW}), S.DRAFT),  # an officer, with a reason
    "pause": Step(frozenset({S.PUBLISHED}), S.PAUSED),
    "take_down": Step(frozenset({S.DRAFT, S.IN_REVIEW, S.PUBLISHED, S.PAUSED}), S.TAKEN_DOWN),  # an officer, likewise
    "restore": Step(frozenset({S.TAKEN_DOWN}), S.DRAFT),  # an officer; what the law blocked is looked at anew
}


def refuse_step(product: Product, name: str) -> None:
    """Raises Invalid where the step does not lead on from the product's status."""
    if product.status in STEPS[name].before:
        return
    if product.status == ProductStatus.TAKEN_DOWN:
        raise Invalid(_("This product was taken down."), field=["product"])
    message = _("This cannot be done with a product whose status is: %(status)s.")
    raise Invalid(message % {"status": product.get_status_display()}, field=["product"])


def take_step(
    product: Product, name: str, *, actor: User, action: str, now: datetime, event: Event, reason: str = ""
) -> None:
    """The product must be locked, and `refuse_step` have been asked. Listing, history, trail and event follow."""
    before = {"status": product.status, "status_reason": product.status_reason, "published_at": product.published_at}
    product.status = STEPS[name].after
    product.status_reason = reason
    product.status_changed_at = now
    if product.is_published:
        product.published_at = product.published_at or now
    product.save(
        update_fields=["status", "status_reason", "status_changed_at", "published_at", "approved_at", "updated_at"]
    )
    after = {"status": product.status, "status_reason": reason, "published_at": product.published_at}
    record(actor=actor, action=action, subject=product, before=before, after=after)
    publish(event)
    note_prices(product_ids=[product.pk], actor_id=actor.pk, now=now)
    refresh_listings(product_ids=[product.pk], day=today(now))
