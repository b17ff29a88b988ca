from marketplace.images.decoding import MAX_BYTES, MAX_PIXELS, cleaned
from marketplace.images.errors import ImageAnimated, ImageInvalid, ImageTooLarge
from marketplace.images.links import Rendition, image_url, rendition_for
from marketplace.images.renditions import FORMATS, WIDTHS

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "MAX_PIXELS",
    "WIDTHS",
    "ImageAnimated",
    "ImageInvalid",
    "ImageTooLarge",
    "Rendition",
    "cleaned",
    "image_url",
    "rendition_for",
]
