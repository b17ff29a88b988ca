from datetime import timedelta

import pytest

from catalog.models import Certificate, Listing, Product, StockItem, Variant
from marketplace.clock import today
from marketplace.graphql.ids import global_id
from tests.shop import NOW, ask, codes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_shop")]

SLUG = "tra-hoa-cuc-non-coi"
BY_ID = "query ($id: ID!) { product(id: $id) { id slug } }"
FACTS = """query ($slug: String) { product(slug: $slug) {
    __typename id slug name summary description story status isIllustrative publishedAt updatedAt
    stars isAvailable seller { slug } group { slug } place { fullName } rating { average count }
    price { min { amount currency } max { amount currency } compareAt { amount currency } }
    certificate { number } certificates { number status } } }"""


@pytest.fixture
def product():
    return Product.objects.get(slug=SLUG)


def facts():
    return ask(FACTS, {"slug": SLUG})["product"]


def test_every_fact_is_that_of_the_row(product):
    Product.objects.filter(pk=product.pk).update(updated_at=NOW)
    assert facts() == {
        "__typename": "Product",
        "id": global_id("Product", product.pk),
        "slug": SLUG,
        "name": "Trà hoa cúc Non Côi",
        "summary": product.summary,
        "description": product.description,
        "story": product.story,
        "status": "PUBLISHED",
        "isIllustrative": True,
        "publishedAt": "2026-01-05T03:00:00+00:00",
        "updatedAt": "2026-01-05T03:00:00+00:00",
        "stars": 3,
        "isAvailable": True,
        "seller": {"slug": "cong-ty-cp-duoc-lieu-non-coi"},
        "group": {"slug": "san-pham-khac-tu-che-tra"},
        "place": {"fullName": "Xã Vụ Bản, Tỉnh Ninh Bình"},
        "rating": {"average": None, "count": 0},
        "price": {
            "min": {"amount": 90_000, "currency": "VND"},
            "max": {"amount": 169_000, "currency": "VND"},
            "compareAt": None,
        },
        "certificate": {"number": "MH-36-140-3-2023"},
        "certificates": [
            {"number": "MH-36-140-3-2023", "status": "IN_FORCE"},
            {"number": "MH-36-140-3-2020", "status": "EXPIRED"},
        ],
    }
    assert product.summary and product.description and product.story


def test_by_id_it_is_the_same_product_as_by_slug(product):
    assert ask(BY_ID, {"id": global_id("Product", product.pk)})["product"]["slug"] == SLUG


def test_stars_and_certificate_end_with_the_certificates_last_day(product):
    def certified(hour):
        source = "query ($slug: String) { product(slug: $slug) { stars certificate { status } } }"
        return ask(source, {"slug": SLUG}, now=NOW.replace(month=12, day=14, hour=hour))["product"]

    assert certified(hour=16) == {"stars": 3, "certificate": {"status": "IN_FORCE"}}
    # 17:00 UTC is the next day in Vietnam.
    assert certified(hour=17) == {"stars": None, "certificate": None}


def test_a_product_without_a_place_and_a_certificate_says_so(product):
    Product.objects.filter(pk=product.pk).update(place=None)
    Listing.objects.filter(pk=product.pk).update(place=None, certificate=None, stars=0, certified_until=None)
    found = facts()
    assert (found["place"], found["certificate"], found["stars"]) == (None, None, None)
    assert len(found["certificates"]) == 2


def test_rating_and_earlier_price_are_those_of_the_listing(product):
    Listing.objects.filter(pk=product.pk).update(
        rating_average="4.25", rating_count=8, compare_at=95_000, compare_at_until="2026-02-01"
    )
    found = facts()
    assert found["rating"] == {"average": 4.25, "count": 8}
    assert found["price"]["compareAt"] == {"amount": 95_000, "currency": "VND"}


def test_an_earlier_price_is_gone_on_the_day_after_its_last(product):
    gone = {"compare_at_until": today(NOW) - timedelta(days=1)}
    Listing.objects.filter(pk=product.pk).update(compare_at=95_000, **gone)
    Variant.objects.filter(product=product).update(compare_at_price=10**9, **gone)
    assert facts()["price"]["compareAt"] is None
    shown = ask(VARIANTS, {"slug": SLUG})["product"]["variants"]
    assert shown and not any(variant["compareAtPrice"] for variant in shown)


def test_amounts_beyond_32_bits_are_told_whole(product):
    Listing.objects.filter(pk=product.pk).update(price_max=99_999_999_999)
    assert facts()["price"]["max"]["amount"] == 99_999_999_999


VARIANTS = """query ($slug: String) { product(slug: $slug) { variants {
    __typename id sku name price { amount currency } compareAtPrice { amount }
    quantityAvailable weightGrams gtin } } }"""


def test_variants_come_in_the_sellers_order_with_what_is_left_of_them(product):
    first, second = product.variants.order_by("position")
    earlier = {"compare_at_price": 180_000, "compare_at_until": today(NOW)}
    Variant.objects.filter(pk=second.pk).update(gtin="8938505974194", weight_grams=0, **earlier)
    StockItem.objects.filter(pk=second.pk).update(on_hand=10, allocated=4)
    StockItem.objects.filter(pk=first.pk).delete()
    assert ask(VARIANTS, {"slug": SLUG})["product"]["variants"] == [
        {
            "__typename": "Variant",
            "id": global_id("Variant", first.pk),
            "sku": "THCNC-6998-1",
            "name": "Hộp 50 g",
            "price": {"amount": 90_000, "currency": "VND"},
            "compareAtPrice": None,
            "quantityAvailable": 0,
            "weightGrams": 50,
            "gtin": None,
        },
        {
            "__typename": "Variant",
            "id": global_id("Variant", second.pk),
            "sku": "THCNC-6998-2",
            "name": "Bộ 2 hộp 50 g",
            "price": {"amount": 169_000, "currency": "VND"},
            "compareAtPrice": {"amount": 180_000},
            "quantityAvailable": 6,
            "weightGrams": None,
            "gtin": "8938505974194",
        },
    ]


def test_variants_that_are_not_on_sale_are_not_shown(product):
    kept, hidden = product.variants.order_by("position")
    Variant.objects.filter(pk=hidden.pk).update(is_active=False)
    assert [variant["sku"] for variant in ask(VARIANTS, {"slug": SLUG})["product"]["variants"]] == [kept.sku]


def test_all_certificates_are_told_the_latest_first(product):
    source = "query ($slug: String) { product(slug: $slug) { certificates { issuedOn product { slug } } } }"
    found = ask(source, {"slug": SLUG})["product"]["certificates"]
    expected = Certificate.objects.filter(product=product).order_by("-issued_on").values_list("issued_on", flat=True)
    assert [certificate["issuedOn"] for certificate in found] == [str(day) for day in expected]
    assert {certificate["product"]["slug"] for certificate in found} == {SLUG}


def test_what_is_not_there_is_null():
    assert ask(BY_ID, {"id": global_id("Product", 10**12)}) == {"product": None}
    assert ask(FACTS, {"slug": "no-such-thing"}) == ask(FACTS, {"slug": ""}) == {"product": None}


def test_what_shoppers_cannot_see_is_null_like_what_is_not_there(product):
    Listing.objects.filter(pk=product.pk).delete()  # as it is for drafts, for what is paused, for closed sellers
    assert ask(BY_ID, {"id": global_id("Product", product.pk)}) == ask(FACTS, {"slug": SLUG}) == {"product": None}


@pytest.mark.parametrize(
    "id",
    [
        "",
        "1",
        "nonsense",
        "😀",
        global_id("Seller", 1),
        global_id("product", 1),
        global_id("Product", -1),
        global_id("Product", 2**63),
        global_id("Product", 10**30),
        "UHJvZHVjdDoxMQ",  # Product:11 without its padding
        "UHJvZHVjdDox=",  # Product:1 with padding that it does not need
        "UHJvZHVjdDoxMR==",  # Product:11 with bits set that mean nothing
        "UHJvZHVjdDowMQ==",  # Product:01
        " UHJvZHVjdDoxMQ==",
    ],
)
def test_what_is_no_products_id_is_refused(id):
    assert codes(BY_ID, {"id": id}) == ["BAD_ID"]


@pytest.mark.parametrize("source", ["{ product { id } }", "{ product(id: null, slug: null) { id } }"])
def test_a_question_without_id_and_slug_is_refused(source):
    assert codes(source) == ["BAD_FILTER"]
