"""From bytes that anybody may have sent to a clean picture: upright, sRGB, pixels only."""

import io
import struct
import warnings

from PIL import Image, ImageCms, ImageOps

from marketplace.images.errors import ImageAnimated, ImageInvalid, ImageTooLarge

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
LONGEST_SIDE = 2560  # px kept; twice the widest rendition, for screens to come

# Decided by content. Everything else that Pillow reads (EPS runs Ghostscript, for one) stays out. GIF is opened
# only to tell a moving one by its proper name; MPO is what phones write: a JPEG with a second one behind it.
_OPENED_FORMATS = ["JPEG", "PNG", "WEBP", "AVIF", "GIF"]
_ACCEPTED_FORMATS = frozenset({"JPEG", "MPO", "PNG", "WEBP", "AVIF"})
# What Pillow's parsers raise on broken input, found by fuzzing (tests/marketplace/images/test_decoding.py).
_DECODING_ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    ArithmeticError,
    EOFError,
    LookupError,
    RuntimeError,
    TypeError,
    struct.error,
)
_SRGB = ImageCms.createProfile("sRGB")

# A second net behind the check of our own: Pillow itself refuses to open anything twice as large.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)


def cleaned(content: bytes) -> Image.Image:
    """A new RGB or RGBA picture without metadata, at most LONGEST_SIDE px.

    Raises ImageTooLarge (before anything is decoded), ImageAnimated or ImageInvalid.
    """
    if len(content) > MAX_BYTES:
        raise ImageTooLarge
    try:
        with Image.open(io.BytesIO(content), formats=_OPENED_FORMATS) as picture:
            _check_header(picture)
            return _upright_pixels(picture)
    except Image.DecompressionBombError as error:
        raise ImageTooLarge from error
    except _DECODING_ERRORS as error:
        raise ImageInvalid from error


def _check_header(picture: Image.Image) -> None:
    if picture.width * picture.height > MAX_PIXELS:
        raise ImageTooLarge
    # The second picture of an MPO is a preview or a depth map, not a movement.
    if picture.format != "MPO" and getattr(picture, "is_animated", False):
        raise ImageAnimated
    if picture.format not in _ACCEPTED_FORMATS:
        raise ImageInvalid


def _upright_pixels(picture: Image.Image) -> Image.Image:
    picture.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # lets the JPEG decoder skip detail nobody will see
    picture.load()
    profile = picture.info.get("icc_profile")
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    pixels = _in_srgb(upright, profile)
    bare = Image.new(pixels.mode, pixels.size)  # a new picture has none of the old one's EXIF, XMP or text
    bare.paste(pixels)
    return bare


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if picture.mode.startswith("I"):  # 16 bits of grey, whose transparent level would no longer fit
        picture = picture.convert("I").point(lambda level: level * (1 / 256)).convert("L")
        picture.info.pop("transparency", None)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
    elif picture.mode not in ("RGB", "CMYK", "L"):
        picture = picture.convert("RGB")
    if profile:
        picture = _from_profile(picture, profile)
    is_opaque = picture.mode != "RGBA" or picture.getchannel("A").getextrema() == (255, 255)
    return picture.convert("RGB") if is_opaque else picture


def _from_profile(picture: Image.Image, profile: bytes) -> Image.Image:
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, source, _SRGB, outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        return picture  # a broken profile says nothing about the pixels; without it they are read as sRGB
    return converted or picture
