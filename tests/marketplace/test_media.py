import pytest

from marketplace.commands.images import store_image
from marketplace.images import image_url
from tests.marketplace.images.pictures import encoded, picture


@pytest.fixture
def address(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = store_image(content=encoded(picture(700, 400)))
    return image_url(image.digest, image.renditions, width=320)


def test_rendition_is_served_to_be_kept_for_ever(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.content[:4] == b"RIFF"


def test_known_rendition_is_not_sent_again(client, address):
    etag = client.get(address).headers["ETag"]
    for header in (etag, f"W/{etag}", f'"other", {etag}'):
        again = client.get(address, headers={"If-None-Match": header})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == etag
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_head_has_no_body_and_post_is_refused(client, address):
    assert client.head(address).content == b""
    assert client.post(address).status_code == 405


def test_nothing_but_renditions_has_an_address(client, address):
    folder = address.rpartition("/")[0]
    start = address.split("/")[3]
    for path in (
        f"{folder}/321.webp",
        f"{folder}/320.png",
        f"{folder}/master.jpeg",
        f"{folder}/../../../secret",
        f"{folder}/..%2f..%2fsecret",
        f"/media/images/{start}/{'0' * 64}/320.webp",
        "/media/",
        "/media/../manage.py",
        "/media/%00",
        f"{folder}/",
    ):
        assert client.get(path).status_code == 404, path
