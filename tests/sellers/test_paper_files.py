"""Uploads are what they contain, whatever they are called; pictures are made anew."""

import io
import zipfile

import pytest
from PIL import Image as Picture

from sellers.errors import PaperInvalid, PaperTooLarge
from sellers.paper_files import clean_file, storage, stored
from tests.marketplace.images.pictures import animated, encoded, picture, png_header_only, with_gps
from tests.sellers.pdfs import pdf

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def archive():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("[Content_Types].xml", "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00" + b"\0" * 500,
        b"\x7fELF" + b"\0" * 500,
        b"<html><script>alert(1)</script></html>",
        b"#!/bin/sh\nrm -rf /\n",
        SVG,
        b"\xef\xbb\xbf" + SVG,
        b"<?xml version='1.0'?>" + SVG,
        archive(),
        b"PK\x03\x04",
        b"GIF89a" + b"\0" * 100,
        animated("WEBP"),
        encoded(picture(), "JPEG")[:200],
    ],
    ids=lambda content: repr(content[:8]),  # the ninth byte of a zip tells the time: workers would disagree
)
def test_what_is_no_paper_is_refused(content):
    with pytest.raises(PaperInvalid):
        clean_file(content)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_pictures_are_encoded_anew(format):
    content = encoded(picture(400, 300), format)
    clean = clean_file(content + b"<script>alert(1)</script>" + archive())
    assert clean.media_type == "image/jpeg"
    assert b"script" not in clean.content
    assert not zipfile.is_zipfile(io.BytesIO(clean.content))
    with Picture.open(io.BytesIO(clean.content)) as shown:
        assert (shown.format, shown.size) == ("JPEG", (400, 300))


def test_see_through_pictures_stay_so():
    assert clean_file(encoded(picture(60, 40, "RGBA"), "PNG")).media_type in ("image/webp", "image/jpeg")


def test_places_and_names_of_phones_are_gone():
    clean = clean_file(with_gps())
    with Picture.open(io.BytesIO(clean.content)) as shown:
        assert not shown.getexif()


def test_a_picture_with_a_pdf_behind_it_is_a_picture():
    clean = clean_file(encoded(picture(50, 50)) + pdf())
    assert clean.media_type == "image/jpeg"
    assert b"%PDF" not in clean.content


def test_a_pdf_keeps_its_bytes_and_with_them_its_signature():
    content = pdf(pages=2)
    clean = clean_file(content)
    assert (clean.media_type, clean.page_count, clean.content) == ("application/pdf", 2, content)


def test_too_much_is_refused_before_it_is_looked_at():
    with pytest.raises(PaperTooLarge):
        clean_file(b"%PDF-1.7" + b"0" * 10 * 1024 * 1024)
    with pytest.raises(PaperTooLarge):
        clean_file(io.BytesIO(b"0" * 11 * 1024 * 1024))
    with pytest.raises(PaperTooLarge):
        clean_file(png_header_only(100_000, 100_000))


def test_it_lies_under_a_name_of_ours_that_others_cannot_read(private_folder):
    clean = clean_file(pdf())
    one, other = (stored(clean, seller_id=7) for _ in range(2))
    assert one != other and one.startswith("papers/7/") and one.endswith(".pdf")
    path = private_folder / one
    assert (path.stat().st_mode & 0o077, path.parent.stat().st_mode & 0o077) == (0, 0)
    with storage().open(one) as file:
        assert file.read() == clean.content
