"""The files of papers: judged by their content, kept in the private storage under names of our own."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from marketplace.images import MAX_BYTES, ImageAnimated, ImageInvalid, ImageTooLarge, cleaned
from marketplace.images.renditions import master_of
from sellers.errors import PaperInvalid, PaperTooLarge
from sellers.pdfs import HEADER, checked_pdf

PRIVATE = "private"
PDF = "application/pdf"
EXTENSIONS = {PDF: "pdf", "image/jpeg": "jpg", "image/webp": "webp"}


@dataclass(frozen=True, slots=True)
class CleanFile:
    """What may be kept: a PDF that was looked through, or a picture that we encoded anew."""

    media_type: str
    content: bytes
    page_count: int

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def clean_file(content: bytes | IO[bytes]) -> CleanFile:
    """Name and type that the sender gave are not looked at. Takes tenths of a second: call it before locking.

    Raises PaperTooLarge, PaperInvalid, PaperLocked or PaperActive.
    """
    read = content if isinstance(content, bytes) else content.read(MAX_BYTES + 1)
    if len(read) > MAX_BYTES:
        raise PaperTooLarge
    if read.startswith(HEADER):
        return CleanFile(PDF, read, checked_pdf(read))
    return _picture(read)


def stored(file: CleanFile, *, seller_id: int) -> str:
    """The name under which the private storage keeps it from now on."""
    name = f"papers/{seller_id}/{secrets.token_hex(16)}.{EXTENSIONS[file.media_type]}"
    return storage().save(name, ContentFile(file.content))


def storage() -> Storage:
    return storages[PRIVATE]


def _picture(content: bytes) -> CleanFile:
    try:
        master = master_of(cleaned(content))
    except ImageTooLarge as error:
        raise PaperTooLarge from error
    except (ImageInvalid, ImageAnimated) as error:
        raise PaperInvalid from error
    return CleanFile(f"image/{master.format}", master.content, 1)
