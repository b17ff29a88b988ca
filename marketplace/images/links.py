"""Addresses of renditions, from plain column values: lists of products carry rows, not Image instances."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.conf import settings

from marketplace.images.renditions import FORMATS, height_at


class Rendition(NamedTuple):
    url: str
    width: int  # px
    height: int  # px


def image_url(digest: str, renditions: Mapping[str, Sequence[int]], *, width: int, format: str = "webp") -> str:
    """The address of the smallest rendition that is at least `width` px wide, else of the widest there is.

    While `format` has not been made yet, another one stands in; "" when there is none at all.
    """
    chosen = _chosen(renditions, width, format)
    return _address(digest, *chosen) if chosen else ""


def rendition_for(
    *,
    digest: str,
    renditions: Mapping[str, Sequence[int]],
    image_width: int,
    image_height: int,
    width: int,
    format: str = "webp",
) -> Rendition | None:
    """Like `image_url`, with the size in px that the answer really has; None when there is no rendition."""
    chosen = _chosen(renditions, width, format)
    if chosen is None:
        return None
    found = chosen[0]
    return Rendition(_address(digest, *chosen), found, height_at(found, of_width=image_width, of_height=image_height))


def _chosen(renditions: Mapping[str, Sequence[int]], wanted: int, format: str) -> tuple[int, str] | None:
    for candidate in (format, *reversed(FORMATS)):
        widths = renditions.get(candidate)
        if widths:
            return min((width for width in widths if width >= wanted), default=max(widths)), candidate
    return None


def _address(digest: str, width: int, format: str) -> str:
    return f"{settings.MEDIA_URL}images/{digest[:2]}/{digest}/{width}.{format}"
