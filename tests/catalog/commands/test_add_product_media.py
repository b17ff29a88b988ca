import io

import pytest
from PIL import Image as Picture

from catalog.commands import add_product_media as module
from catalog.commands.add_product_media import add_product_media
from catalog.models import Listing, ProductStatus
from marketplace.errors import DomainError
from marketplace.models import AuditEntry, Image, OutboxEvent
from tests.catalog.factories import make_product

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(colour="orange", size=(60, 40)):
    buffer = io.BytesIO()
    Picture.new("RGB", size, colour).save(buffer, "PNG")
    return buffer.getvalue()


def add(actor, product, **changed):
    given = {"product_id": product.pk, "content": picture(), "alt": "Gạo tám trong túi giấy"}
    return add_product_media(actor=actor, **{**given, **changed})


def test_the_first_picture_becomes_the_thumbnail(officer):
    product = make_product(pictures=0)
    assert Listing.objects.get().thumbnail is None
    media = add(officer, product)
    assert (media.position, media.alt) == (0, "Gạo tám trong túi giấy")
    assert Listing.objects.get().thumbnail == media


def test_further_ones_stand_behind(officer, product):
    first = Listing.objects.get().thumbnail
    assert [add(officer, product, content=picture(colour)).position for colour in ("red", "blue")] == [1, 2]
    assert Listing.objects.get().thumbnail == first


def test_it_is_told_and_recorded(officer, product):
    media = add(officer, product, content=io.BytesIO(picture()))
    event = OutboxEvent.objects.get(name="ProductMediaAdded")
    assert event.payload == {"product_id": product.pk, "media_id": media.pk}
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.object_id) == (officer, "add_product_media", product.pk)
    assert entry.after["image"] == media.image.digest


REFUSED = {
    "an unknown product": ({"product_id": 10**12}, "NOT_FOUND", ["product"]),
    "no description": ({"alt": "  "}, "REQUIRED", ["alt"]),
    "a NUL in the description": ({"alt": "a\0"}, "INVALID", ["alt"]),
    "no picture": ({"content": b"<svg/>"}, "IMAGE_INVALID", ["file"]),
    "half a picture": ({"content": picture()[:60]}, "IMAGE_INVALID", ["file"]),
    "nothing": ({"content": b""}, "IMAGE_INVALID", ["file"]),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_broken_rule_is_named_and_nothing_changes(officer, product, changes_nothing, case):
    changed, code, field = REFUSED[case]
    with changes_nothing(), pytest.raises(DomainError) as refused:
        add(officer, product, **changed)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_the_same_picture_twice_is_refused(officer, product, changes_nothing):
    add(officer, product)
    with changes_nothing(), pytest.raises(DomainError) as refused:
        add(officer, product, alt="again")
    assert (refused.value.code, refused.value.field) == ("DUPLICATE", ["file"])


def test_a_product_has_a_limited_number_of_pictures(officer, product, monkeypatch):
    monkeypatch.setattr(module, "MOST_PICTURES", 2)
    add(officer, product)
    with pytest.raises(DomainError) as refused:
        add(officer, product, content=picture("green"))
    assert (refused.value.code, refused.value.field) == ("INVALID", ["product"])
    assert product.media.count() == 2
    assert AuditEntry.objects.count() == 1


def test_a_paused_product_gets_its_picture_and_stays_unlisted(officer):
    paused = make_product(status=ProductStatus.PAUSED)
    add(officer, paused)
    assert paused.media.count() == 2
    assert not Listing.objects.exists()


def test_outsiders_may_not_and_nothing_of_theirs_is_decoded(stranger, product, changes_nothing):
    actor, code = stranger
    with changes_nothing(), pytest.raises(DomainError) as refused:
        add(actor, product)
    assert refused.value.code == code
    assert Image.objects.count() == 1
