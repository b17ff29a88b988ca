from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils.translation import gettext as _

from catalog.commands.listings import refresh_listings
from catalog.commands.locks import supervised_product
from catalog.models import Product, ProductStatus
from marketplace.commands.audit import record
from marketplace.commands.authority import authorised_officer
from marketplace.commands.outbox import publish
from marketplace.errors import Invalid
from marketplace.events import ProductPaused
from marketplace.models import User


@transaction.atomic
def pause_product(*, actor: User | AnonymousUser, product_id: int) -> Product:
    """Takes a product off the shelves until it is published again; nothing happens when it is paused already.

    Raises Unauthenticated, PermissionDenied, NotFound; Invalid when it is not on sale.
    """
    officer = authorised_officer(actor, "catalog.change_product")
    product = supervised_product(officer, product_id)
    if product.status == ProductStatus.PAUSED:
        return product
    if not product.is_published:
        raise Invalid(_("Only a product that is on sale can be paused."), field=["product"])
    before = {"status": product.status}
    product.status = ProductStatus.PAUSED
    product.save(update_fields=["status", "updated_at"])
    record(actor=officer, action="pause_product", subject=product, before=before, after={"status": product.status})
    publish(ProductPaused(product_id=product.pk))
    refresh_listings(product_ids=[product.pk])
    return product
