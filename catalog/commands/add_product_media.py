from typing import IO

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from catalog.commands.listings import refresh_listings
from catalog.commands.locks import check_managed, locked_product
from catalog.models import Media
from marketplace.commands.audit import record
from marketplace.commands.authority import Actor
from marketplace.commands.images import store_image
from marketplace.commands.outbox import publish
from marketplace.errors import Duplicate, Invalid
from marketplace.events import ProductMediaAdded
from marketplace.models import Image, User
from marketplace.texts import required_text
from sellers.rights import Right

MOST_PICTURES = 20


def add_product_media(*, actor: Actor, product_id: int, content: bytes | IO[bytes], alt: str) -> Media:
    """Adds a picture behind those that the product has; the first one becomes its thumbnail.

    Raises Unauthenticated, PermissionDenied, NotFound, Required, Invalid; ImageTooLarge, ImageAnimated, ImageInvalid;
    Duplicate when the product has this very picture.
    """
    user = check_managed(actor, product_id, right=Right.LISTINGS, permission="catalog.add_media")
    alt = required_text(alt, field="alt", longest=200)
    # Encoding takes tenths of a second: nobody waits for our lock meanwhile. A picture that is then refused stays
    # stored and unused, as one that nobody chose.
    image = store_image(content=content)
    return _added(user, product_id, image, alt)


@transaction.atomic
def _added(user: User, product_id: int, image: Image, alt: str) -> Media:
    product = locked_product(product_id)
    pictures = product.media.all()
    if pictures.filter(image=image).exists():
        raise Duplicate(_("The product has this picture already."), field=["file"])
    if pictures.count() >= MOST_PICTURES:
        raise Invalid(_("A product has at most %(most)d pictures.") % {"most": MOST_PICTURES}, field=["product"])
    last = pictures.aggregate(last=Max("position"))["last"]
    media = Media.objects.create(product=product, image=image, alt=alt, position=0 if last is None else last + 1)
    record(
        actor=user,
        action="add_product_media",
        subject=product,
        after={"media_id": media.pk, "image": image.digest, "alt": alt, "position": media.position},
    )
    publish(ProductMediaAdded(product_id=product.pk, media_id=media.pk))
    refresh_listings(product_ids=[product.pk])
    return media
