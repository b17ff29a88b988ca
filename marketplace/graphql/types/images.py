from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import graphene
import orjson

from marketplace.graphql.info import Info
from marketplace.graphql.rows import Row
from marketplace.images.links import rendition_for

_USUAL = "webp"
THUMBNAIL_WIDTH, PICTURE_WIDTH = 320, 640  # px, where none is asked for


class ImageFormat(graphene.Enum):
    """AVIF is the smallest; every browser shows JPEG. While one is not made yet, another stands in."""

    AVIF = "avif"
    WEBP = "webp"
    JPEG = "jpeg"


class Image(graphene.ObjectType):
    """A picture in the smallest width that is at least what was asked for."""

    url = graphene.String(required=True, format=ImageFormat(default_value=_USUAL))
    width = graphene.Int(required=True, description="px")
    height = graphene.Int(required=True, description="px")
    alt = graphene.String(required=True)

    @staticmethod
    def resolve_url(row: Row, info: Info, *, format: Any = _USUAL) -> str:
        wanted = _USUAL if format is None else str(getattr(format, "value", format))
        if wanted == _USUAL:
            url: str = row["url"]
            return url
        found = rendition_for(**row["stored"], width=row["asked"], format=wanted)
        return found.url if found else ""


def image(stored: Row, asked: int | None, *, usual: int = PICTURE_WIDTH) -> Row | None:
    """The source of an Image, from `digest image_width image_height renditions alt`; None without files.

    `asked` is None where a client wrote `width: null`: as good as not asking.
    """
    asked = usual if asked is None else asked
    known = {
        "digest": stored["digest"],
        "image_width": stored["image_width"],
        "image_height": stored["image_height"],
        "renditions": _widths(stored["renditions"]),
    }
    found = rendition_for(**known, width=asked, format=_USUAL)
    if found is None:
        return None
    return {
        "stored": known,
        "asked": asked,
        "url": found.url,
        "width": found.width,
        "height": found.height,
        "alt": stored["alt"],
    }


def _widths(renditions: str | Mapping[str, Any]) -> Mapping[str, Any]:
    return _read(renditions) if isinstance(renditions, str) else renditions


@lru_cache(maxsize=256)
def _read(text: str) -> dict[str, Any]:
    # Django asks psycopg for JSON as text, and nearly all pictures have the same few widths.
    widths: dict[str, Any] = orjson.loads(text)
    return widths
