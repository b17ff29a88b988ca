"""Photos of goods that are to go back: for the buyer, the shop and the office alone."""

import secrets
from datetime import datetime
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor
from marketplace.errors import Invalid, NotFound, PermissionDenied, Unauthenticated
from marketplace.images import MAX_BYTES, cleaned
from marketplace.images.renditions import Master, master_of
from orders.commands.access import buyers_part, sellers_part
from orders.commands.returns.steps import buyers_return, check_office, part_of
from orders.models import Return, ReturnPhoto, ReturnStatus
from orders.return_states import WrongReturnState

MOST_PHOTOS = 8  # of one return
SHOWN_IN = (ReturnStatus.REQUESTED, ReturnStatus.REFUSED, ReturnStatus.DISPUTED)


def storage() -> Storage:
    return storages["private"]


def add_return_photo(
    *, actor: Actor, return_id: int, token: str | None, content: bytes | IO[bytes], now: datetime | None = None
) -> ReturnPhoto:
    """While somebody has to make up their mind about it.

    Raises NotFound, WrongState, Invalid; ImageTooLarge, ImageAnimated, ImageInvalid.
    """
    with transaction.atomic():
        buyers_return(actor, return_id, token)
    # Encoding takes tenths of a second: nobody waits for our lock meanwhile.
    read = content if isinstance(content, bytes) else content.read(MAX_BYTES + 1)
    master = master_of(cleaned(read))
    name = storage().save(f"returns/{return_id}/{secrets.token_hex(16)}", ContentFile(master.content))
    try:
        return _kept(actor, return_id, token, master, name, now or timezone.now())
    except BaseException:
        storage().delete(name)
        raise


@transaction.atomic
def _kept(actor: Actor, return_id: int, token: str | None, master: Master, name: str, now: datetime) -> ReturnPhoto:
    row, user = buyers_return(actor, return_id, token)
    if row.status not in SHOWN_IN or row.is_over(now):
        raise WrongReturnState
    if row.photos.count() >= MOST_PHOTOS:
        raise Invalid(_("A return has at most %(most)d photos.") % {"most": MOST_PHOTOS}, field=["return"])
    photo = ReturnPhoto.objects.create(
        order_return=row,
        stored_name=name,
        media_type=f"image/{master.format}",
        byte_count=len(master.content),
        width=master.width,
        height=master.height,
        added_at=now,
    )
    record(actor=user, action="add_return_photo", subject=row, after={"photo": photo.pk, "sha256": master.digest})
    return photo


def read_return_photo(*, actor: Actor, photo_id: int, token: str | None) -> tuple[ReturnPhoto, IO[bytes]]:
    """Raises NotFound for all but the buyer, those who handle the shop's orders, and officers who decide."""
    photo = ReturnPhoto.objects.select_related("order_return__seller_order").filter(pk=photo_id).first()
    if photo is None or not _may_see(actor, photo.order_return, token):
        raise NotFound(field=["photo"])
    return photo, storage().open(photo.stored_name)


@transaction.atomic
def _may_see(actor: Actor, row: Return, token: str | None) -> bool:
    part_id = part_of(row.pk)
    for is_theirs in (
        lambda: buyers_part(actor, part_id, token),
        lambda: sellers_part(actor, part_id),
        lambda: check_office(actor, row.seller_order.seller_id),
    ):
        try:
            is_theirs()
        except (NotFound, PermissionDenied, Unauthenticated):
            continue
        return True
    return False
