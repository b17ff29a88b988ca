import random
import time
import tracemalloc

import pytest
from PIL import Image, ImageCms

from marketplace.errors import DomainError, ErrorCode
from marketplace.images import ImageAnimated, ImageInvalid, ImageTooLarge, cleaned
from marketplace.images.decoding import LONGEST_SIDE, MAX_BYTES
from tests.marketplace.images.pictures import (
    animated,
    encoded,
    jpeg_claiming,
    picture,
    png_header_only,
    webp_claiming,
    with_gps,
)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_still_picture_of_an_accepted_format_is_decoded(format):
    assert cleaned(encoded(picture(300, 200), format)).size == (300, 200)


@pytest.mark.parametrize("format", ["GIF", "BMP", "TIFF", "ICO", "PDF", "EPS"])
def test_other_formats_are_refused(format):
    with pytest.raises(ImageInvalid):
        cleaned(encoded(picture(30, 20), format))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no picture at all",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"<html><script>alert(1)</script></html>",
        b"\xff\xd8\xff\xe0" + b"\0" * 100,
        b"\x89PNG\r\n\x1a\n",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"PK\x03\x04" + b"\0" * 64,
    ],
)
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(ImageInvalid):
        cleaned(content)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9])
def test_truncated_picture_is_refused(format, kept):
    content = encoded(Image.effect_noise((300, 200), 80).convert("RGB"), format)
    with pytest.raises(ImageInvalid):
        cleaned(content[: int(len(content) * kept)])


@pytest.mark.parametrize("format", ["GIF", "PNG", "WEBP", "AVIF"])
def test_animated_picture_is_refused_by_its_own_code(format):
    with pytest.raises(ImageAnimated) as refusal:
        cleaned(animated(format))
    assert refusal.value.code == ErrorCode.IMAGE_ANIMATED


@pytest.mark.parametrize(
    "content",
    [
        png_header_only(60_000, 60_000),
        jpeg_claiming(60_000, 60_000),
        webp_claiming(16_384, 16_384),
        png_header_only(8_000, 5_001),
        jpeg_claiming(8_000, 5_001),
    ],
    ids=["png 60000", "jpeg 60000", "webp 16384", "png just above", "jpeg just above"],
)
def test_too_many_pixels_are_refused_from_the_header_alone(content):
    tracemalloc.start()
    began = time.perf_counter()
    with pytest.raises(ImageTooLarge) as refusal:
        cleaned(content)
    seconds, (_, peak) = time.perf_counter() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refusal.value.code == ErrorCode.IMAGE_TOO_LARGE
    assert seconds < 0.1
    assert peak < 5_000_000


def test_too_many_bytes_are_refused():
    with pytest.raises(ImageTooLarge):
        cleaned(encoded(picture()) + b"\0" * MAX_BYTES)


def test_metadata_goes_and_the_picture_stands_upright():
    result = cleaned(with_gps(orientation=6))
    assert result.size == (200, 400), "a quarter turn"
    assert not result.getexif()
    assert not result.info
    assert b"Maker" not in encoded(result)
    assert b"secret" not in encoded(result)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_pixel_mode_becomes_rgb_or_rgba(mode):
    format = "JPEG" if mode == "CMYK" else "PNG"
    source = Image.new("I;16", (20, 10), 40_000) if mode == "I;16" else picture(20, 10, mode)
    assert cleaned(encoded(source, format)).mode == "RGB"


def test_sixteen_bit_grey_keeps_its_brightness():
    result = cleaned(encoded(Image.new("I;16", (20, 10), 0x8000), "PNG"))
    assert abs(result.getpixel((0, 0))[0] - 128) <= 1


@pytest.mark.parametrize("format", ["PNG", "WEBP", "AVIF"])
def test_transparency_is_kept(format):
    source = picture(40, 40, "RGBA")
    source.putalpha(Image.linear_gradient("L").resize((40, 40)))
    assert cleaned(encoded(source, format)).mode == "RGBA"


def test_transparent_palette_is_kept():
    source = Image.new("P", (20, 20), 1)
    source.putpalette([255, 0, 0, 0, 255, 0])
    source.putpixel((0, 0), 0)
    result = cleaned(encoded(source, "PNG", transparency=0))
    assert (result.mode, result.getpixel((0, 0))[3], result.getpixel((5, 5))) == ("RGBA", 0, (0, 255, 0, 255))


@pytest.mark.parametrize("profile", [ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes(), b"broken"])
def test_unusable_colour_profile_does_not_matter(profile):
    assert not cleaned(encoded(picture(20, 20), icc_profile=profile)).info


def test_colour_profile_is_applied_and_dropped():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    red = cleaned(encoded(Image.new("RGB", (20, 20), (200, 30, 40)), "PNG", icc_profile=srgb))
    assert red.getpixel((3, 3)) == (200, 30, 40)
    assert "icc_profile" not in red.info


def test_phone_picture_with_a_second_one_behind_it_is_not_an_animation():
    first, second = picture(300, 200), picture(30, 20)
    content = encoded(first, "MPO", save_all=True, append_images=[second])
    assert cleaned(content).size == (300, 200)


def test_what_follows_the_picture_is_lost():
    content = encoded(picture(30, 20)) + b"<script>alert(1)</script>PK\x03\x04"
    assert b"script" not in encoded(cleaned(content))


def test_large_picture_is_reduced():
    assert cleaned(encoded(Image.new("RGB", (6000, 3000)))).size == (LONGEST_SIDE, LONGEST_SIDE // 2)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_damaged_bytes_are_refused_and_never_crash(format):
    chance = random.Random(format)
    exif = with_gps() if format == "JPEG" else encoded(picture(60, 40), format)
    for _ in range(150):
        content = bytearray(exif)
        for _ in range(chance.randint(1, 12)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            cleaned(bytes(content))
        except DomainError:
            continue
