import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Picture

from catalog.models import ProductStatus
from marketplace.graphql.ids import global_id
from tests.catalog.factories import make_product

pytestmark = pytest.mark.django_db
UPLOAD = """mutation ($input: UploadProductMediaInput!) { uploadProductMedia(input: $input) {
    media { url width height alt } product { media { url alt } } errors { code field } } }"""


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def file(content=None):
    if content is None:
        buffer = io.BytesIO()
        Picture.new("RGB", (400, 300), "orange").save(buffer, "JPEG")
        content = buffer.getvalue()
    return SimpleUploadedFile("../../etc/passwd.jpg", content, content_type="image/jpeg")


def given(product, /, **changed):
    fields = {"product": global_id("Product", product.pk), "file": file(), "alt": "Túi gạo"}
    return {"input": {**fields, **changed}}


def test_the_payload_has_the_picture_and_the_product_with_it(write, officer):
    product = make_product(pictures=0)
    payload = write(officer, UPLOAD, given(product))
    assert payload["errors"] == []
    assert (payload["media"]["alt"], payload["media"]["height"]) == ("Túi gạo", payload["media"]["width"] * 3 // 4)
    assert payload["media"]["url"].startswith("/media/images/") and "passwd" not in payload["media"]["url"]
    assert payload["product"]["media"] == [{"url": payload["media"]["url"], "alt": "Túi gạo"}]


def test_a_draft_gets_its_picture_too(write, officer):
    draft = make_product(status=ProductStatus.DRAFT, pictures=0)
    payload = write(officer, UPLOAD, given(draft))
    assert (payload["errors"], payload["product"], payload["media"]["alt"]) == ([], None, "Túi gạo")
    assert draft.media.count() == 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"file": file(b"no picture")}, "IMAGE_INVALID"),
        ({"file": file(b"")}, "IMAGE_INVALID"),
        ({"alt": ""}, "REQUIRED"),
        ({"product": global_id("Product", 10**12)}, "NOT_FOUND"),
    ],
)
def test_a_broken_rule_is_told_and_nothing_changes(write, officer, product, changes_nothing, changed, code):
    with changes_nothing():
        payload = write(officer, UPLOAD, given(product, **changed))
    assert (payload["media"], payload["product"]) == (None, None)
    assert [error["code"] for error in payload["errors"]] == [code]


def test_outsiders_may_not(write, stranger, product, changes_nothing):
    viewer, code = stranger
    with changes_nothing():
        payload = write(viewer, UPLOAD, given(product))
    assert payload["media"] is None
    assert [error["code"] for error in payload["errors"]] == [code]
