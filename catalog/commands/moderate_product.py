"""What only officers do with a product: send it back, take it down, lift that again. Each with its reason."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from catalog.commands.locks import supervised_product
from catalog.commands.statuses import refuse_step, take_step
from catalog.models import Product
from marketplace.commands.authority import Actor, authorised_officer
from marketplace.events import ProductRestored, ProductReturned, ProductTakenDown
from marketplace.texts import required_paragraphs

LONGEST_REASON = 2_000
PERMISSION = "catalog.change_product"


@transaction.atomic
def return_product(*, actor: Actor, product_id: int, reason: str, now: datetime | None = None) -> Product:
    """From the queue back to its seller, who mends it. Raises as `take_down_product`."""
    officer = authorised_officer(actor, PERMISSION)
    reason = required_paragraphs(reason, field="reason", longest=LONGEST_REASON)
    product = supervised_product(officer, product_id)
    refuse_step(product, "return")
    event = ProductReturned(product_id=product.pk, seller_id=product.seller_id, reason=reason)
    take_step(
        product,
        "return",
        actor=officer,
        action="return_product",
        now=now or timezone.now(),
        event=event,
        reason=reason,
    )
    return product


@transaction.atomic
def take_down_product(*, actor: Actor, product_id: int, reason: str, now: datetime | None = None) -> Product:
    """Off the shelves, until an officer lifts it: its seller cannot. What was approved is approved no longer.

    Raises Unauthenticated, PermissionDenied, NotFound, Required; Invalid for a status that it does not lead on from.
    """
    officer = authorised_officer(actor, PERMISSION)
    reason = required_paragraphs(reason, field="reason", longest=LONGEST_REASON)
    product = supervised_product(officer, product_id)
    refuse_step(product, "take_down")
    product.approved_at = None
    event = ProductTakenDown(product_id=product.pk, seller_id=product.seller_id, reason=reason)
    take_step(
        product,
        "take_down",
        actor=officer,
        action="take_down_product",
        now=now or timezone.now(),
        event=event,
        reason=reason,
    )
    return product


@transaction.atomic
def restore_product(*, actor: Actor, product_id: int, now: datetime | None = None) -> Product:
    """Lifts a take-down: the product is a draft again. Raises as `take_down_product`."""
    officer = authorised_officer(actor, PERMISSION)
    product = supervised_product(officer, product_id)
    refuse_step(product, "restore")
    event = ProductRestored(product_id=product.pk, seller_id=product.seller_id)
    take_step(product, "restore", actor=officer, action="restore_product", now=now or timezone.now(), event=event)
    return product
