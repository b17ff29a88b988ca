"""Pictures as officers and attackers send them: through the multipart request, down to the files on the disk."""

import io

import orjson
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image as Picture

from catalog.models import Media
from marketplace.graphql.ids import global_id
from tests.catalog.factories import traces
from tests.marketplace.images.pictures import (
    animated,
    encoded,
    jpeg_claiming,
    picture,
    png_header_only,
    webp_claiming,
    with_gps,
)
from tests.marketplace.people import bearer, make_session

pytestmark = pytest.mark.django_db
UPLOAD = """mutation ($input: UploadProductMediaInput!) { uploadProductMedia(input: $input) {
    media { url width height alt } errors { code field message } } }"""


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def upload(officer, product):
    """Sends a file as a browser's form does, signed by an officer's token; answers the payload."""
    now = timezone.now()
    signed = bearer(make_session(officer, now=now), now)

    def upload(content, *, name="anh.jpg", content_type="image/jpeg", headers=signed):
        given = {"product": global_id("Product", product.pk), "file": None, "alt": "Túi gạo"}
        form = {
            "operations": orjson.dumps({"query": UPLOAD, "variables": {"input": given}}).decode(),
            "map": '{"0": ["variables.input.file"]}',
            "0": SimpleUploadedFile(name, content, content_type),
        }
        answer = Client(enforce_csrf_checks=True).post(
            "/graphql/", form, headers={"GraphQL-Require-Preflight": "1", **headers}
        )
        assert answer.status_code == 200, answer.content
        assert "errors" not in answer.json(), answer.json()["errors"]
        return answer.json()["data"]["uploadProductMedia"]

    return upload


def kept(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_picture_is_stored_and_served_under_the_address_that_is_told(upload, media_root, product):
    payload = upload(encoded(picture()))
    assert (payload["errors"], payload["media"]["width"], payload["media"]["alt"]) == ([], 640, "Túi gạo")
    file = media_root / payload["media"]["url"].removeprefix("/media/")
    with Picture.open(file) as stored:
        assert (stored.format, stored.size) == ("WEBP", (640, 480))
    assert Media.objects.filter(product=product, alt="Túi gạo").count() == 1


def test_place_and_phone_are_gone_from_every_file_and_the_picture_stands_upright(upload, media_root):
    sent = with_gps(orientation=6)
    assert b"Maker of the phone" in sent and b"a secret remark" in sent
    payload = upload(sent)
    assert payload["media"]["height"] == 2 * payload["media"]["width"], "a quarter turn"
    files = kept(media_root)
    assert len(files) >= 3, "the master and its first renditions"
    for path, content in files.items():
        assert content != sent and b"Maker" not in content and b"secret" not in content, path
        with Picture.open(io.BytesIO(content)) as stored:
            assert not stored.getexif() and "exif" not in stored.info and "comment" not in stored.info, path


REFUSED = {
    "no picture": (b"no picture at all", "IMAGE_INVALID"),
    "nothing": (b"", "IMAGE_INVALID"),
    "a page": (b"<html><script>alert(1)</script></html>", "IMAGE_INVALID"),
    "a drawing with a script": (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "IMAGE_INVALID"),
    "a format that is not taken": (encoded(picture(30, 20), "BMP"), "IMAGE_INVALID"),
    "a truncated JPEG": (encoded(picture())[:2000], "IMAGE_INVALID"),
    "a truncated PNG": (encoded(picture(), "PNG")[:-200], "IMAGE_INVALID"),
    "a PNG of 60,000 by 60,000": (png_header_only(60_000, 60_000), "IMAGE_TOO_LARGE"),
    "a JPEG of 60,000 by 60,000": (jpeg_claiming(60_000, 60_000), "IMAGE_TOO_LARGE"),
    "a WebP of 16,384 by 16,384": (webp_claiming(16_384, 16_384), "IMAGE_TOO_LARGE"),
    "an animated GIF": (animated("GIF"), "IMAGE_ANIMATED"),
    "an animated PNG": (animated("PNG"), "IMAGE_ANIMATED"),
    "an animated WebP": (animated("WEBP"), "IMAGE_ANIMATED"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_good_picture_is_refused_and_nothing_of_it_is_kept(upload, media_root, caplog, kind):
    content, code = REFUSED[kind]
    before = traces()
    payload = upload(content)
    assert payload["media"] is None
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, ["file"])]
    assert payload["errors"][0]["message"]
    assert (traces(), kept(media_root)) == (before, {})
    assert not [record for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")]


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\0.jpg", "con.exe", "ảnh.php.jpg", "x" * 5000])
def test_names_and_types_that_a_client_claims_do_not_matter(upload, media_root, name):
    payload = upload(encoded(picture(400, 300)), name=name, content_type="application/x-php")
    assert payload["errors"] == []
    assert {path.suffix for path in kept(media_root)} <= {".jpeg", ".webp"}
    assert all(path.parts[0] == "images" for path in kept(media_root))


def test_strangers_are_refused_before_the_picture_is_looked_at(upload, media_root):
    before = traces()
    payload = upload(encoded(picture()), headers={})
    assert [error["code"] for error in payload["errors"]] == ["UNAUTHENTICATED"]
    assert (traces(), kept(media_root)) == (before, {})
