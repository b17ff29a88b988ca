import hashlib
import io
import threading

import pytest
from django.db import connection
from PIL import Image as Picture

from marketplace.commands import images as commands
from marketplace.commands.images import make_renditions, store_drawn_images, store_image
from marketplace.images import ImageAnimated, ImageInvalid
from marketplace.models import Image, OutboxEvent
from tests.marketplace.images.pictures import animated, encoded, picture, with_gps


def files(root):
    return sorted(path.name for path in root.rglob("*") if path.is_file())


@pytest.mark.django_db
def test_first_renditions_are_there_at_once(media_root):
    image = store_image(content=encoded(picture(1000, 500)))
    assert (image.width, image.height) == (1000, 500)
    assert image.renditions == {"webp": [320, 640], "jpeg": [320, 640]}
    assert files(media_root) == ["320.jpeg", "320.webp", "640.jpeg", "640.webp", "master.jpeg"]
    folder = media_root / "images" / image.digest[:2] / image.digest
    assert Picture.open(folder / "640.webp").size == (640, 320)
    assert OutboxEvent.objects.get().payload == {"image_id": image.pk}


@pytest.mark.django_db
def test_upload_is_never_stored_as_it_came(media_root):
    content = with_gps()
    image = store_image(content=io.BytesIO(content))
    stored = [path.read_bytes() for path in media_root.rglob("*.*")]
    assert content not in stored
    assert not any(b"Maker of the phone" in file or b"secret" in file or b"Exif" in file for file in stored)
    assert image.digest == hashlib.sha256(next(media_root.rglob("master.*")).read_bytes()).hexdigest()


@pytest.mark.django_db
def test_same_picture_twice_is_one_image(media_root):
    first, second = (store_image(content=encoded(picture())) for _ in range(2))
    assert first.pk == second.pk
    assert OutboxEvent.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "error"), [(b"nothing", ImageInvalid), (animated("PNG"), ImageAnimated)], ids=["no image", "animated"]
)
def test_refused_picture_leaves_nothing(media_root, content, error):
    with pytest.raises(error):
        store_image(content=content)
    assert not Image.objects.exists()
    assert not OutboxEvent.objects.exists()
    assert files(media_root) == []


@pytest.mark.django_db
def test_background_job_makes_the_rest_and_may_run_again(media_root):
    image = store_image(content=encoded(picture(1000, 500)))
    for _ in range(2):
        made = make_renditions(image_id=image.pk)
        assert made.renditions == {format: [160, 320, 640, 1000] for format in ("avif", "webp", "jpeg")}
    assert len(files(media_root)) == 13
    assert Picture.open(next(media_root.rglob("160.avif"))).size == (160, 80)


@pytest.mark.django_db
def test_crash_while_writing_leaves_no_half_file(media_root, monkeypatch):
    image = store_image(content=encoded(picture(1000, 500)))
    before = files(media_root)

    def crash(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("pathlib.Path.replace", crash)
    with pytest.raises(KeyboardInterrupt):
        make_renditions(image_id=image.pk)
    assert files(media_root) == before
    monkeypatch.undo()
    assert len(make_renditions(image_id=image.pk).renditions["avif"]) == 4


@pytest.mark.django_db
def test_job_for_a_removed_image_does_nothing(media_root):
    assert make_renditions(image_id=404) is None


@pytest.mark.django_db
def test_transparent_picture_is_white_in_jpeg_and_transparent_elsewhere(media_root):
    store_image(content=encoded(Picture.new("RGBA", (400, 400), (255, 0, 0, 0)), "PNG"))
    assert Picture.open(next(media_root.rglob("320.jpeg"))).getpixel((5, 5)) == (255, 255, 255)
    assert Picture.open(next(media_root.rglob("320.webp"))).getpixel((5, 5))[3] == 0


@pytest.mark.django_db
def test_drawn_pictures_come_back_in_their_order(media_root):
    drawn = [picture(300 + number, 200) for number in range(commands.PICTURES_IN_MEMORY + 2)]
    images = store_drawn_images(iter([*drawn, drawn[0]]))
    assert [image.width for image in images] == [*(one.width for one in drawn), 300]
    assert images[0].pk == images[-1].pk
    assert OutboxEvent.objects.count() == Image.objects.count() == len(drawn)


@pytest.mark.django_db(transaction=True)
def test_two_uploads_of_one_picture_at_once_are_one_image(media_root, monkeypatch):
    together = threading.Barrier(2, timeout=10)
    monkeypatch.setattr(commands, "_row", lambda entry, row=commands._row: (together.wait(), row(entry))[1])
    stored = []

    def upload():
        stored.append(store_image(content=encoded(picture())).pk)
        connection.close()

    uploads = [threading.Thread(target=upload) for _ in range(2)]
    for upload_thread in uploads:
        upload_thread.start()
    for upload_thread in uploads:
        upload_thread.join()
    assert len(stored) == 2
    assert len(set(stored)) == Image.objects.count() == 1
