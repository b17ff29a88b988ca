"""Photos of what was brought, by who reviews it."""

from datetime import datetime
from typing import IO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor
from marketplace.commands.images import store_image
from marketplace.commands.unused_images import remove_unused_images
from marketplace.errors import Duplicate, Invalid, NotFound
from marketplace.models import Image, User
from orders.commands.reviews import own_review
from orders.models import MOST_PHOTOS, Review, ReviewPhoto


def add_review_photo(
    *,
    actor: Actor,
    review_id: int,
    content: bytes | IO[bytes],
    token: str | None = None,
    now: datetime | None = None,
) -> ReviewPhoto:
    """Raises NotFound for reviews of others, WrongState after some days; ImageTooLarge, ImageAnimated, ImageInvalid;
    Duplicate for the very same picture, Invalid beyond five."""
    now = now or timezone.now()
    with transaction.atomic():
        own_review(actor, review_id, token, now)
    image = store_image(content=content)  # takes tenths of a second: not behind a lock
    return _added(actor, review_id, image, token, now)


@transaction.atomic
def remove_review_photo(
    *, actor: Actor, photo_id: int, token: str | None = None, now: datetime | None = None
) -> Review:
    """The files too, where nothing else shows that picture. Raises NotFound, WrongState."""
    found = ReviewPhoto.objects.filter(pk=photo_id).first()
    if found is None:
        raise NotFound(field=["photo"])
    try:
        review, user = own_review(actor, found.review_id, token, now or timezone.now())
    except NotFound as error:
        raise NotFound(field=["photo"]) from error
    photo = review.photos.filter(pk=photo_id).first()
    if photo is None:  # another click was faster
        raise NotFound(field=["photo"])
    photo.delete()
    record(actor=user, action="remove_review_photo", subject=review, before={"photo": photo_id})
    remove_unused_images([photo.image_id])
    return review


def forget_review_photos(user: User) -> None:
    """Of somebody whose account goes: what they photographed at home is theirs."""
    photos = ReviewPhoto.objects.filter(review__seller_order__order__user=user)
    images = list(photos.values_list("image", flat=True))
    photos.delete()
    remove_unused_images(images)


@transaction.atomic
def _added(actor: Actor, review_id: int, image: Image, token: str | None, now: datetime) -> ReviewPhoto:
    review, user = own_review(actor, review_id, token, now)
    photos = dict(review.photos.values_list("position", "image"))
    if image.pk in photos.values():
        raise Duplicate(_("The review has this picture already."), field=["file"])
    free = next((place for place in range(1, MOST_PHOTOS + 1) if place not in photos), None)
    if free is None:
        raise Invalid(_("A review has at most %(most)d pictures.") % {"most": MOST_PHOTOS}, field=["file"])
    photo = ReviewPhoto.objects.create(review=review, image=image, position=free, added_at=now)
    record(actor=user, action="add_review_photo", subject=review, after={"photo": photo.pk, "image": image.digest})
    return photo
