"""What stands beside a product: pictures, attributes, label."""

import pytest

from catalog.models import Label, Media, Product
from marketplace.models import Image
from tests.shop import ask, codes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_shop")]

SLUG = "tra-hoa-cuc-non-coi"
LABEL = """query ($slug: String) { product(slug: $slug) { label { responsibleParty responsibleAddress origin
    netQuantity ingredients usage storage warnings shelfLifeDays declarationNumber } } }"""
PICTURES = """query ($slug: String, $small: Int, $large: Int) { product(slug: $slug) {
    thumbnail(width: $small) { url width height alt } media(width: $large) { url width height alt } } }"""
FOLDER = f"/media/images/00/{'0' * 64}"


@pytest.fixture
def product():
    return Product.objects.get(slug=SLUG)


def told(source, **variables):
    return ask(source, {"slug": SLUG, **variables})["product"]


@pytest.mark.parametrize(
    ("asked", "answered"),
    [(None, 320), (1, 160), (160, 160), (161, 320), (640, 640), (9_999, 640), (0, 160), (-5, 160)],
)
def test_a_picture_is_the_smallest_that_is_wide_enough(asked, answered):
    variables = {} if asked is None else {"small": asked}
    thumbnail = told(PICTURES, **variables)["thumbnail"]
    assert thumbnail == {
        "url": f"{FOLDER}/{answered}.webp",
        "width": answered,
        "height": answered * 3 // 4,
        "alt": "Tranh vẽ minh họa: Trà hoa cúc Non Côi",
    }


def test_pictures_come_in_the_sellers_order_and_the_first_is_the_thumbnail(product):
    other = Image.objects.create(digest="1" * 64, width=800, height=400, byte_count=1, renditions={"jpeg": [640]})
    Media.objects.create(product=product, image=other, alt="Bông cúc", position=9)
    media = told(PICTURES)["media"]
    assert [picture["alt"] for picture in media] == ["Tranh vẽ minh họa: Trà hoa cúc Non Côi", "Bông cúc"]
    assert media[1] == {
        "url": f"/media/images/11/{'1' * 64}/640.jpeg",
        "width": 640,
        "height": 320,
        "alt": "Bông cúc",
    }


def test_a_picture_without_files_is_not_shown_until_it_has_some(product):
    raw = Image.objects.create(digest="2" * 64, width=800, height=400, byte_count=1, renditions={})
    Media.objects.filter(product=product).update(image=raw)
    assert told(PICTURES) == {"thumbnail": None, "media": []}


@pytest.mark.parametrize(("format", "file"), [("WEBP", "640.webp"), ("JPEG", "320.jpeg"), ("AVIF", "320.jpeg")])
def test_a_format_that_is_not_made_yet_is_stood_in_for(format, file):
    source = f"query ($slug: String) {{ product(slug: $slug) {{ media {{ url(format: {format}) }} }} }}"
    assert told(source)["media"] == [{"url": f"{FOLDER}/{file}"}]


def test_one_picture_can_be_asked_for_in_several_sizes_and_formats():
    source = """query ($slug: String) { product(slug: $slug) {
        small: media(width: 100) { webp: url jpeg: url(format: JPEG) } large: media(width: 600) { url width } } }"""
    found = told(source)
    assert found["small"] == [{"webp": f"{FOLDER}/160.webp", "jpeg": f"{FOLDER}/320.jpeg"}]
    assert found["large"] == [{"url": f"{FOLDER}/640.webp", "width": 640}]


def test_a_null_is_as_good_as_not_asking():
    source = """query ($slug: String, $width: Int, $format: ImageFormat) { product(slug: $slug) {
        thumbnail(width: $width) { width url(format: $format) } media(width: $width) { width } } }"""
    asked = told(source, width=None, format=None)
    assert (
        asked == told(source) == {"thumbnail": {"width": 320, "url": f"{FOLDER}/320.webp"}, "media": [{"width": 640}]}
    )


@pytest.mark.parametrize("width", ["wide", 2**31, 1.5, True])
def test_a_width_that_is_no_number_is_refused(width):
    assert codes(PICTURES, {"slug": SLUG, "small": width}) == ["BAD_USER_INPUT"]


ATTRIBUTES = "query ($slug: String) { product(slug: $slug) { attributes { name value unit } } }"


def test_attributes_have_the_language_of_the_request_and_the_order_of_their_group():
    vietnamese = told(ATTRIBUTES)["attributes"]
    assert vietnamese == [
        {"name": "Nguyên liệu chính", "value": "Hoa cúc", "unit": ""},
        {"name": "Cách hãm", "value": "Nước 90-95 °C, 5-7 phút", "unit": ""},
    ]
    english = ask(ATTRIBUTES, {"slug": SLUG}, language="en")["product"]["attributes"]
    assert [attribute["name"] for attribute in english] == ["Main ingredient", "Brewing"]
    assert [attribute["value"] for attribute in english] == [attribute["value"] for attribute in vietnamese]


def test_alcohol_has_its_unit():
    source = "{ products(first: 100) { nodes { attributes { name value unit } } } }"
    units = {
        (attribute["name"], attribute["unit"])
        for node in ask(source)["products"]["nodes"]
        for attribute in node["attributes"]
    }
    assert ("Độ cồn", "% vol.") in units


def test_the_label_says_what_the_seller_gave(product):
    label = told(LABEL)["label"]
    row = Label.objects.get(product=product)
    assert label == {
        "responsibleParty": "Công ty CP Dược liệu Non Côi",
        "responsibleAddress": row.responsible_address,
        "origin": row.origin,
        "netQuantity": row.net_quantity,
        "ingredients": row.ingredients,
        "usage": row.usage,
        "storage": row.storage,
        "warnings": row.warnings,
        "shelfLifeDays": row.shelf_life_days,
        "declarationNumber": row.declaration_number,
    }
    assert row.ingredients and row.storage and row.shelf_life_days > 0


def test_a_product_without_a_label_has_an_empty_one(product):
    Label.objects.filter(product=product).delete()
    label = told(LABEL)["label"]
    assert label.pop("shelfLifeDays") is None
    assert set(label.values()) == {""} and len(label) == 9
