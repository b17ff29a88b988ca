"""Where pictures lie below MEDIA_ROOT: names made of our own digest, written whole or not at all."""

import os
import tempfile
from pathlib import Path

from django.conf import settings


def rendition_path(digest: str, width: int, format: str) -> Path:
    return folder_of(digest) / f"{width}.{format}"


def master_path(digest: str, format: str) -> Path:
    return folder_of(digest) / f"master.{format}"


def folder_of(digest: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "images" / digest[:2] / digest


def written(path: Path, content: bytes) -> None:
    """Writes beside the target and renames, so that a crash never leaves half a picture under its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
