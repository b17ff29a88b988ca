from datetime import UTC, datetime

import pytest

from catalog.models import Listing
from marketplace.graphql.ids import global_id
from sellers.models import Seller
from tests.shop import ask, codes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_shop")]

SLUG = "cong-ty-tnhh-banh-keo-dong-cuong"
BY_ID = "query ($id: ID!) { seller(id: $id) { id slug } }"
WHOLE = """query ($slug: String) { seller(slug: $slug) {
    __typename id slug name legalName legalForm taxCode registrationNumber address phone email about joinedAt
    isIllustrative productCount place { fullName level } products(first: 2, sort: PRICE_ASC) {
        totalCount nodes { slug seller { slug } } pageInfo { hasNextPage } } } }"""


def test_every_field_says_what_is_registered():
    seller = Seller.objects.get(slug=SLUG)
    contact = {"tax_code": "0600123456", "registration_number": "0600123456", "phone": "+84228388", "email": "a@b.vn"}
    Seller.objects.filter(pk=seller.pk).update(**contact, joined_at=datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC))
    cheapest = (
        Listing.objects.filter(seller=seller).order_by("price_min", "pk").values_list("product__slug", flat=True)
    )
    assert ask(WHOLE, {"slug": SLUG})["seller"] == {
        "__typename": "Seller",
        "id": global_id("Seller", seller.pk),
        "slug": SLUG,
        "name": "Bánh kẹo Đông Cường",
        "legalName": "Công ty TNHH Bánh kẹo Đông Cường",
        "legalForm": "ENTERPRISE",
        "taxCode": "0600123456",
        "registrationNumber": "0600123456",
        "address": seller.address,
        "phone": "+84228388",
        "email": "a@b.vn",
        "about": seller.about,
        "joinedAt": "2024-05-06T07:08:09+00:00",
        "isIllustrative": True,
        "productCount": 3,
        "place": {"fullName": "Xã Hải Hậu, Tỉnh Ninh Bình", "level": "COMMUNE"},
        "products": {
            "totalCount": 3,
            "nodes": [{"slug": slug, "seller": {"slug": SLUG}} for slug in cheapest[:2]],
            "pageInfo": {"hasNextPage": True},
        },
    }


def test_by_id_it_is_the_same_seller_as_by_slug():
    key = Seller.objects.get(slug=SLUG).pk
    assert ask(BY_ID, {"id": global_id("Seller", key)})["seller"]["slug"] == SLUG


def test_a_sellers_products_page_like_all_products():
    seller = Seller.objects.get(slug="cong-ty-tnhh-toan-xuan")
    source = """query ($first: Int, $after: String, $last: Int, $before: String, $filter: ProductFilter) {
        seller(slug: "cong-ty-tnhh-toan-xuan") { products(first: $first, after: $after, last: $last, before: $before,
        filter: $filter, sort: NAME) {
        totalCount nodes { slug } pageInfo { hasNextPage startCursor endCursor } } } }"""
    expected = list(
        Listing.objects.filter(seller=seller).order_by("name_key").values_list("product__slug", flat=True)
    )

    def page(**variables):
        return ask(source, variables)["seller"]["products"]

    first = page(first=3)
    second = page(first=3, after=first["pageInfo"]["endCursor"])
    assert [node["slug"] for node in [*first["nodes"], *second["nodes"]]] == expected
    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (True, False)
    back = page(last=2, before=second["pageInfo"]["startCursor"])
    assert [node["slug"] for node in back["nodes"]] == expected[1:3]
    four_stars = page(filter={"stars": [4]})
    certified = Listing.objects.filter(seller=seller, stars=4).count()
    assert four_stars["totalCount"] == len(four_stars["nodes"]) == certified < 4


def test_a_seller_without_goods_has_an_empty_list():
    Listing.objects.filter(seller__slug=SLUG).delete()
    empty = ask(WHOLE, {"slug": SLUG})["seller"]
    assert (empty["productCount"], empty["products"]["totalCount"], empty["products"]["nodes"]) == (0, 0, [])


def test_who_is_not_there_is_null():
    assert ask(BY_ID, {"id": global_id("Seller", 10**12)}) == {"seller": None}
    assert ask(WHOLE, {"slug": "nobody"}) == ask(WHOLE, {"slug": ""}) == {"seller": None}


@pytest.mark.parametrize("status", ["APPLYING", "SUSPENDED", "CLOSED"])
def test_who_does_not_sell_is_null_like_who_is_not_there(status):
    seller = Seller.objects.get(slug=SLUG)
    Seller.objects.filter(pk=seller.pk).update(status=status)
    assert ask(WHOLE, {"slug": SLUG}) == ask(BY_ID, {"id": global_id("Seller", seller.pk)}) == {"seller": None}


@pytest.mark.parametrize("id", ["", "1", "nonsense", "😀", "x" * 10_000, global_id("Product", 1)])
def test_what_is_no_sellers_id_is_refused(id):
    assert codes(BY_ID, {"id": id}) == ["BAD_ID"]


@pytest.mark.parametrize("source", ["{ seller { id } }", "{ seller(id: null, slug: null) { id } }"])
def test_a_question_without_id_and_slug_is_refused(source):
    assert codes(source) == ["BAD_FILTER"]


@pytest.mark.parametrize("paging", ["first: 101", "first: 0", "last: 101", "first: 2, last: 2", 'after: "x"'])
def test_a_page_of_its_products_that_makes_no_sense_is_refused(paging):
    source = f'{{ seller(slug: "{SLUG}") {{ products({paging}) {{ nodes {{ id }} }} }} }}'
    assert codes(source) == ["BAD_CURSOR" if "after" in paging else "BAD_PAGE"]
