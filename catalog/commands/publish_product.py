from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.commands.listings import refresh_listings
from catalog.commands.locks import supervised_product
from catalog.models import Product, ProductStatus
from marketplace.clock import today
from marketplace.commands.audit import record
from marketplace.commands.authority import authorised_officer
from marketplace.commands.outbox import publish
from marketplace.errors import Invalid
from marketplace.events import ProductPublished
from marketplace.models import User
from sellers.models import SellerStatus

PUBLISHABLE = frozenset({ProductStatus.DRAFT, ProductStatus.IN_REVIEW, ProductStatus.PAUSED})


@transaction.atomic
def publish_product(*, actor: User | AnonymousUser, product_id: int, now: datetime | None = None) -> Product:
    """Puts a product on sale; nothing happens when it is there already. `published_at` stays that of the first time.

    Raises Unauthenticated, PermissionDenied, NotFound; Invalid when it was taken down, or lacks what shoppers need:
    an active seller, a variant on sale, a picture.
    """
    officer = authorised_officer(actor, "catalog.change_product")
    product = supervised_product(officer, product_id)
    if product.is_published:
        return product
    _check_ready(product)
    now = now or timezone.now()
    before = {"status": product.status, "published_at": product.published_at}
    product.status = ProductStatus.PUBLISHED
    product.published_at = product.published_at or now
    product.save(update_fields=["status", "published_at", "updated_at"])
    record(
        actor=officer,
        action="publish_product",
        subject=product,
        before=before,
        after={"status": product.status, "published_at": product.published_at},
    )
    publish(ProductPublished(product_id=product.pk))
    refresh_listings(product_ids=[product.pk], day=today(now))
    return product


def _check_ready(product: Product) -> None:
    if product.status not in PUBLISHABLE:
        raise Invalid(_("This product was taken down."), field=["product"])
    if product.seller.status != SellerStatus.ACTIVE:
        raise Invalid(_("Its seller may not sell at present."), field=["product"])
    if not product.variants.filter(is_active=True).exists():
        raise Invalid(_("It needs at least one variant that is on sale."), field=["product"])
    if not product.media.exists():
        raise Invalid(_("It needs at least one picture."), field=["product"])
