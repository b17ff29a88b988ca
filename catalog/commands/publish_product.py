from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.commands.locks import managed_product
from catalog.commands.statuses import refuse_step, take_step
from catalog.models import Product, ProductStatus
from catalog.queries import in_force_or_to_come
from marketplace.clock import today
from marketplace.commands.authority import Actor, signed_in
from marketplace.commands.outbox import publish
from marketplace.errors import Conflict, Invalid
from marketplace.events import ProductApproved, ProductPublished, ProductSubmitted
from marketplace.models import User
from sellers.models import SellerStatus
from sellers.queries import member_of
from sellers.rights import Right


@transaction.atomic
def publish_product(
    *, actor: Actor, product_id: int, version: int | None = None, now: datetime | None = None
) -> Product:
    """Puts a product on sale; nothing happens when it is there already. `published_at` stays that of the first time.

    A seller's product that no officer has approved yet goes to their queue instead (IN_REVIEW), unless the seller is
    trusted and neither a certificate nor alcohol is at stake; an officer's word is the approval. With `version`, the
    one that was looked at, nothing is published that changed since. Raises Unauthenticated, PermissionDenied,
    NotFound; Conflict; Invalid when it was taken down, or lacks what shoppers need: an active seller, a variant on
    sale, a picture.
    """
    user = signed_in(actor)
    product = managed_product(user, product_id, right=Right.PRICES, permission="catalog.change_product")
    if product.is_published:
        return product
    if version is not None and product.version != version:
        raise Conflict(field=["version"])
    refuse_step(product, "publish")
    _check_ready(product)
    now = now or timezone.now()
    is_member = member_of(user, product.seller_id) is not None
    if is_member and _needs_review(product, today(now)):
        return _submitted(product, user=user, now=now)
    if not is_member:
        _approve(product, now)
    take_step(
        product,
        "publish",
        actor=user,
        action="publish_product",
        now=now,
        event=ProductPublished(product_id=product.pk),
    )
    return product


def _needs_review(product: Product, day: date) -> bool:
    if product.approved_at is not None:
        return False
    # Trust is for goods without stars (a certificate was given to one product, and an officer knows which) and
    # without alcohol, which wants a licence.
    is_trusted = product.seller.is_trusted and not product.group.is_alcohol
    return not is_trusted or product.certificates.filter(in_force_or_to_come(day)).exists()


def _approve(product: Product, now: datetime) -> None:
    if product.status == ProductStatus.IN_REVIEW:
        publish(ProductApproved(product_id=product.pk, seller_id=product.seller_id))
    product.approved_at = now


def _submitted(product: Product, *, user: User, now: datetime) -> Product:
    if product.status == ProductStatus.IN_REVIEW:
        return product
    event = ProductSubmitted(product_id=product.pk, seller_id=product.seller_id)
    take_step(product, "submit", actor=user, action="submit_product", now=now, event=event)
    return product


def _check_ready(product: Product) -> None:
    if product.seller.status != SellerStatus.ACTIVE:
        raise Invalid(_("Its seller may not sell at present."), field=["product"])
    if not product.variants.filter(is_active=True).exists():
        raise Invalid(_("It needs at least one variant that is on sale."), field=["product"])
    if not product.media.exists():
        raise Invalid(_("It needs at least one picture."), field=["product"])
