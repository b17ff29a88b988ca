"""Encoding: the kept master, and smaller copies of it in formats that browsers choose from."""

import hashlib
import io
from typing import Any, NamedTuple

from PIL import Image

WIDTHS = (160, 320, 640, 1280)  # px; a narrower picture ends with its own width, none is ever enlarged
FORMATS = ("avif", "webp", "jpeg")  # best first
FIRST_FORMATS = ("webp", "jpeg")  # made at once; AVIF is slow and follows in the background
FIRST_WIDTHS = range(161, 641)

_OPTIONS: dict[str, dict[str, Any]] = {
    "avif": {"quality": 60, "speed": 8, "max_threads": 1},
    "webp": {"quality": 80, "method": 2},
    "jpeg": {"quality": 82, "optimize": True, "progressive": True},
}


class Master(NamedTuple):
    """The cleaned original, re-encoded by us at high quality; later renditions are made from it."""

    digest: str
    content: bytes
    format: str
    width: int
    height: int


def master_of(picture: Image.Image) -> Master:
    """Raises nothing; `picture` comes from `cleaned` or was drawn by us, and is RGB or RGBA."""
    if picture.mode == "RGBA":
        format_, content = "webp", _saved(picture, "webp", quality=92, method=2)
    else:
        format_, content = "jpeg", _saved(picture, "jpeg", quality=92)
    return Master(hashlib.sha256(content).hexdigest(), content, format_, picture.width, picture.height)


def widths_for(width: int) -> list[int]:
    return sorted({*(step for step in WIDTHS if step < width), min(width, WIDTHS[-1])})


def first_widths_for(width: int) -> list[int]:
    return [step for step in widths_for(width) if step in FIRST_WIDTHS] or widths_for(width)[:1]


def height_at(width: int, *, of_width: int, of_height: int) -> int:
    """The height that keeps the picture's proportions at `width`, at least 1 px."""
    return max(1, round(width * of_height / of_width))


def rendered(picture: Image.Image, *, width: int, format: str) -> bytes:
    height = height_at(width, of_width=picture.width, of_height=picture.height)
    smaller = picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    if format == "jpeg" and smaller.mode == "RGBA":
        smaller = _on_white(smaller)
    return _saved(smaller, format, **_OPTIONS[format])


def _on_white(picture: Image.Image) -> Image.Image:
    page = Image.new("RGB", picture.size, "white")
    page.paste(picture, mask=picture.getchannel("A"))
    return page


def _saved(picture: Image.Image, format: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, format, **options)
    return buffer.getvalue()
