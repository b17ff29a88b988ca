from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.commands.locks import managed_product
from catalog.commands.statuses import refuse_step, take_step
from catalog.models import Product
from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import Invalid
from marketplace.events import ProductPublished, ProductSubmitted
from marketplace.models import User
from sellers.models import SellerStatus
from sellers.queries import member_of
from sellers.rights import Right


@transaction.atomic
def publish_product(*, actor: Actor, product_id: int, now: datetime | None = None) -> Product:
    """Puts a product on sale; nothing happens when it is there already. `published_at` stays that of the first time.

    A seller's product that no officer has approved yet goes to their queue instead (IN_REVIEW), unless the seller is
    trusted; an officer's word is the approval. Raises Unauthenticated, PermissionDenied, NotFound; Invalid when it
    was taken down, or lacks what shoppers need: an active seller, a variant on sale, a picture.
    """
    user = signed_in(actor)
    product = managed_product(user, product_id, right=Right.PRICES, permission="catalog.change_product")
    if product.is_published:
        return product
    refuse_step(product, "publish")
    _check_ready(product)
    now = now or timezone.now()
    is_member = member_of(user, product.seller_id) is not None
    if is_member and product.approved_at is None and not product.seller.is_trusted:
        return _submitted(product, user=user, now=now)
    if not is_member:
        product.approved_at = now
    take_step(
        product,
        "publish",
        actor=user,
        action="publish_product",
        now=now,
        event=ProductPublished(product_id=product.pk),
    )
    return product


def _submitted(product: Product, *, user: User, now: datetime) -> Product:
    if product.status == "IN_REVIEW":
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
