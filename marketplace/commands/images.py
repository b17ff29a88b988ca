"""Storing pictures: cleaned, re-encoded, filed under the digest of what we made of them."""

import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import IO, NamedTuple

from django.db import transaction
from PIL import Image as Picture

from marketplace.commands.outbox import publish_all
from marketplace.events import ImageStored
from marketplace.images.decoding import MAX_BYTES, cleaned
from marketplace.images.errors import ImageAnimated, ImageInvalid, ImageTooLarge
from marketplace.images.files import folder_of, master_path, rendition_path, written
from marketplace.images.renditions import (
    FIRST_FORMATS,
    FORMATS,
    Master,
    first_widths_for,
    master_of,
    rendered,
    widths_for,
)
from marketplace.models import Image

ENCODERS = os.cpu_count() or 1
PICTURES_IN_MEMORY = 4 * ENCODERS


class Filed(NamedTuple):
    master: Master
    renditions: dict[str, list[int]]


def store_image(*, content: bytes | IO[bytes], field: str = "file") -> Image:
    """Keeps an uploaded picture and its first renditions; the same picture twice is one Image.

    Raises ImageTooLarge, ImageAnimated or ImageInvalid, told of the input `field`. Encoding takes tenths of a second:
    call it before you lock anything.
    """
    read = content if isinstance(content, bytes) else content.read(MAX_BYTES + 1)
    try:
        picture = cleaned(read)
    except (ImageTooLarge, ImageAnimated, ImageInvalid) as refusal:
        refusal.field = [field]
        raise
    return _kept([_filed(picture)])[0]


def store_drawn_images(pictures: Iterable[Picture.Image]) -> list[Image]:
    """Keeps pictures that we drew ourselves (RGB or RGBA), in their order; many at a time, on all cores.

    Takes them from the iterable a few at a time, so that a generator need not hold them all.
    """
    waiting = iter(pictures)
    filed: list[Filed] = []
    with ThreadPoolExecutor(ENCODERS) as encoders:  # Pillow's encoders release the GIL
        while some := list(islice(waiting, PICTURES_IN_MEMORY)):
            filed.extend(encoders.map(_filed, some))
    return _kept(filed)


def make_renditions(*, image_id: int) -> Image | None:
    """Makes what is still missing of every format and width. Repeatable; a crash in between loses nothing.

    None: the image has been removed in the meantime.
    """
    image = Image.objects.filter(pk=image_id).first()
    if image is None:
        return None
    missing = [
        (format, width)
        for format in FORMATS
        for width in widths_for(image.width)
        if not rendition_path(image.digest, width, format).exists()
    ]
    if missing:
        with Picture.open(_existing_master(image.digest)) as picture:
            picture.load()
            for format, width in missing:
                written(rendition_path(image.digest, width, format), rendered(picture, width=width, format=format))
    image.renditions = {format: widths_for(image.width) for format in FORMATS}
    image.save(update_fields=["renditions"])
    return image


def _filed(picture: Picture.Image) -> Filed:
    master = master_of(picture)
    written(master_path(master.digest, master.format), master.content)
    widths = first_widths_for(master.width)
    for width in widths:
        for format in FIRST_FORMATS:
            written(rendition_path(master.digest, width, format), rendered(picture, width=width, format=format))
    return Filed(master, dict.fromkeys(FIRST_FORMATS, widths))


def _kept(filed: Sequence[Filed]) -> list[Image]:
    """One row for each digest, whoever was first; an event for the rows that are new."""
    digests = [entry.master.digest for entry in filed]
    with transaction.atomic():
        known = set(Image.objects.filter(digest__in=digests).values_list("digest", flat=True))
        # Another transaction may store the same picture at this moment: its row wins, ours is skipped.
        Image.objects.bulk_create([_row(entry) for entry in filed], ignore_conflicts=True, batch_size=500)
        images = _by_digest(digests)
        publish_all([ImageStored(image_id=image.pk) for digest, image in images.items() if digest not in known])
    return [images[digest] for digest in digests]


def _row(entry: Filed) -> Image:
    master = entry.master
    return Image(
        digest=master.digest,
        width=master.width,
        height=master.height,
        byte_count=len(master.content),
        renditions=entry.renditions,
    )


def _by_digest(digests: Sequence[str]) -> Mapping[str, Image]:
    return {image.digest: image for image in Image.objects.filter(digest__in=digests)}


def _existing_master(digest: str) -> str:
    """Raises FileNotFoundError, which names the folder, when the master is gone."""
    for file in folder_of(digest).glob("master.*"):
        return str(file)
    raise FileNotFoundError(f"no master in {folder_of(digest)}")
