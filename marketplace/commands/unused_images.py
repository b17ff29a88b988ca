"""Pictures that nobody shows any more go with their files, so that no old address leads to them."""

import shutil
from collections.abc import Collection
from functools import partial

from django.db import transaction
from django.db.models import ProtectedError

from marketplace.images.files import folder_of
from marketplace.models import Image


def remove_unused_images(ids: Collection[int]) -> None:
    """In the transaction that took their last use away; the files go after the commit.

    Whatever points at an image protects it, so rooms that show it need not be known here.
    """
    for image in Image.objects.select_for_update().filter(pk__in=ids).order_by("pk"):
        digest = image.digest
        try:
            image.delete()
        except ProtectedError:
            continue
        transaction.on_commit(partial(_remove_files, digest))


def _remove_files(digest: str) -> None:
    if not Image.objects.filter(digest=digest).exists():  # somebody may have sent the same picture meanwhile
        shutil.rmtree(folder_of(digest), ignore_errors=True)
