"""A product's pictures: their order, what is said of them, and taking one away."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.commands.listings import refresh_listings
from catalog.commands.locks import managed_product
from catalog.models import Media, Product
from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, signed_in
from marketplace.commands.outbox import publish
from marketplace.errors import Invalid, NotFound
from marketplace.events import ProductSaved
from marketplace.models import User
from marketplace.texts import required_text
from sellers.rights import Right

PERMISSION = "catalog.add_media"


@transaction.atomic
def order_product_media(*, actor: Actor, product_id: int, media_ids: Sequence[int]) -> Product:
    """The first becomes the thumbnail. Raises Unauthenticated, PermissionDenied, NotFound; Invalid unless all of the
    product's pictures are named, each once."""
    user = signed_in(actor)
    product = managed_product(user, product_id, right=Right.LISTINGS, permission=PERMISSION)
    pictures = {media.pk: media for media in product.media.all()}
    if sorted(media_ids) != sorted(pictures):
        raise Invalid(_("Name each picture of the product once."), field=["media"])
    before = [media.pk for media in product.media.order_by("position", "pk")]
    for position, pk in enumerate(media_ids):
        pictures[pk].position = position
    Media.objects.bulk_update(pictures.values(), ["position"])
    _tell(user, product, "order_product_media", {"order": before}, {"order": list(media_ids)})
    return product


@transaction.atomic
def describe_product_media(*, actor: Actor, media_id: int, alt: str) -> Media:
    """Raises Unauthenticated, PermissionDenied, NotFound, Required, Invalid."""
    user = signed_in(actor)
    media = _media(user, media_id)
    before, media.alt = media.alt, required_text(alt, field="alt", longest=200)
    media.save(update_fields=["alt"])
    _tell(user, media.product, "describe_product_media", {"alt": before}, {"alt": media.alt, "media": media.pk})
    return media


@transaction.atomic
def remove_product_media(*, actor: Actor, media_id: int) -> Product:
    """Raises Unauthenticated, PermissionDenied, NotFound; Invalid for the last picture of a product on sale."""
    user = signed_in(actor)
    media = _media(user, media_id)
    product = media.product
    if product.is_published and product.media.count() == 1:
        raise Invalid(_("It needs at least one picture."), field=["media"])
    before: dict[str, object] = {"media": media.pk, "alt": media.alt}
    media.delete()
    _tell(user, product, "remove_product_media", before, {})
    return product


def _media(user: User, media_id: int) -> Media:
    """Of a product that the user may work on; the product is locked."""
    product_id = Media.objects.filter(pk=media_id).values_list("product_id", flat=True).first()
    if product_id is None:
        raise NotFound(field=["media"])
    managed_product(user, product_id, right=Right.LISTINGS, permission=PERMISSION, field="media")
    media = Media.objects.select_related("product").filter(pk=media_id).first()
    if media is None:  # taken away a moment ago
        raise NotFound(field=["media"])
    return media


def _tell(user: User, product: Product, action: str, before: dict[str, object], after: dict[str, object]) -> None:
    record(actor=user, action=action, subject=product, before=before, after=after)
    publish(ProductSaved(product_id=product.pk, seller_id=product.seller_id))
    refresh_listings(product_ids=[product.pk])
