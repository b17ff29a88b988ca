from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.commands.locks import managed_product
from catalog.commands.statuses import take_step
from catalog.models import Product, ProductStatus
from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import Invalid
from marketplace.events import ProductPaused
from sellers.rights import Right


@transaction.atomic
def pause_product(*, actor: Actor, product_id: int, now: datetime | None = None) -> Product:
    """Takes a product off the shelves until it is published again; nothing happens when it is paused already.

    For members of its seller and for officers. Raises Unauthenticated, PermissionDenied, NotFound; Invalid when it is
    not on sale.
    """
    user = signed_in(actor)
    product = managed_product(user, product_id, right=Right.PRICES, permission="catalog.change_product")
    if product.status == ProductStatus.PAUSED:
        return product
    if not product.is_published:
        raise Invalid(_("Only a product that is on sale can be paused."), field=["product"])
    event = ProductPaused(product_id=product.pk)
    take_step(product, "pause", actor=user, action="pause_product", now=now or timezone.now(), event=event)
    return product
