from datetime import timedelta

import pytest

from catalog.commands.listings import refresh_listings
from catalog.models import Listing, Product
from tests.shop import NOW, ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_shop")]

SORTS = ("NEWEST", "PRICE_ASC", "PRICE_DESC", "STARS", "RATING", "BEST_SELLING", "NAME", "RELEVANCE")
PAGE = """query ($first: Int, $after: String, $last: Int, $before: String, $sort: ProductSort,
        $filter: ProductFilter) {
    products(first: $first, after: $after, last: $last, before: $before, sort: $sort, filter: $filter) {
        nodes { slug }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
EXPECTED = {
    "NEWEST": ("-published_at", "-pk"),
    "PRICE_ASC": ("price_min", "pk"),
    "PRICE_DESC": ("-price_min", "-pk"),
    "STARS": ("-stars", "-pk"),
    "RATING": ("-rating_average", "-rating_count", "-pk"),
    "BEST_SELLING": ("-sold_count", "-pk"),
    "NAME": ("name_key", "pk"),
    "RELEVANCE": ("-published_at", "-pk"),
}


def page(**variables):
    answer = ask(PAGE, variables)["products"]
    return [node["slug"] for node in answer["nodes"]], answer["pageInfo"]


def forward(size=37, **variables):
    """All pages, one after another."""
    found, info = page(first=size, **variables)
    while info["hasNextPage"]:
        more, info = page(first=size, after=info["endCursor"], **variables)
        assert info["hasPreviousPage"]
        found += more
    return found


def backward(size=37, **variables):
    found, info = page(last=size, **variables)
    while info["hasPreviousPage"]:
        more, info = page(last=size, before=info["startCursor"], **variables)
        assert info["hasNextPage"]
        found = more + found
    return found


@pytest.fixture
def varied():
    """Ratings and sales with many ties, as a young shop has them."""
    for number, listing in enumerate(Listing.objects.order_by("name_key")):
        listing.rating_average = (0, "4.25", "4.50")[number % 3]
        listing.rating_count = number % 5
        listing.sold_count = number % 7
        listing.save()


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.usefixtures("varied")
def test_pages_visit_each_product_once_in_order_both_ways(sort):
    expected = list(Listing.objects.order_by(*EXPECTED[sort]).values_list("product__slug", flat=True))
    assert len(expected) == 146
    assert forward(sort=sort) == expected
    assert backward(sort=sort) == expected


def test_newest_come_first_unless_sorted():
    assert forward() == forward(sort="NEWEST")


def test_a_page_has_24_products_unless_told():
    assert len(page()[0]) == 24
    assert page()[0] == page(first=24)[0]
    assert page(before=page(last=1)[1]["startCursor"])[0] == page(last=25)[0][:-1]


@pytest.mark.parametrize("size", [1, 100])
def test_a_page_has_as_many_products_as_asked(size):
    assert len(page(first=size)[0]) == len(page(last=size)[0]) == size


def test_edges_and_nodes_are_the_same_products_and_each_edge_has_its_own_cursor():
    source = """query ($after: String) {
        products(first: 3, after: $after) { nodes { slug } edges { cursor node { slug name } } } }"""
    found = ask(source)["products"]
    assert [edge["node"]["slug"] for edge in found["edges"]] == [node["slug"] for node in found["nodes"]]
    after_second = ask(source, {"after": found["edges"][1]["cursor"]})["products"]
    assert after_second["nodes"][0] == found["nodes"][2]


def test_pages_stay_put_while_products_come_and_go():
    everything = forward(sort="NAME")
    first, info = page(first=50, sort="NAME")
    gone_before, gone_after = first[10], everything[70]
    Listing.objects.filter(product__slug__in=[gone_before, gone_after, first[-1]]).delete()
    add_product("a-dau-bang", "A đầu bảng")
    add_product("zz-cuoi-bang", "Zz cuối bảng")
    assert rest_after(info["endCursor"]) == [slug for slug in everything[50:] if slug != gone_after] + [
        "zz-cuoi-bang"
    ]


def rest_after(cursor):
    found = []
    info = {"hasNextPage": True, "endCursor": cursor}
    while info["hasNextPage"]:
        more, info = page(first=40, after=info["endCursor"], sort="NAME")
        found += more
    return found


def add_product(slug, name):
    like = Product.objects.first()
    made = Product.objects.create(
        slug=slug,
        name=name,
        seller=like.seller,
        group=like.group,
        status="PUBLISHED",
        published_at=NOW + timedelta(days=1),
    )
    made.variants.create(seller=made.seller, sku=slug, name="1 kg", price=50_000)
    refresh_listings(product_ids=[made.pk])


def test_the_last_page_says_that_it_is_the_last():
    everything = forward()
    found, info = page(first=100, after=page(first=100)[1]["endCursor"])
    assert (found, info["hasNextPage"]) == (everything[100:], False)


def test_beyond_the_end_there_is_an_empty_page():
    found, info = page(first=5, after=page(last=1)[1]["endCursor"])
    assert found == []
    assert info == {"hasNextPage": False, "hasPreviousPage": True, "startCursor": None, "endCursor": None}


def test_total_counts_all_pages_and_only_what_the_filter_leaves():
    source = "query ($filter: ProductFilter) { products(first: 2, filter: $filter) { totalCount nodes { stars } } }"
    assert ask(source)["products"]["totalCount"] == 146
    four_stars = ask(source, {"filter": {"stars": [4]}})["products"]
    assert four_stars["totalCount"] == Listing.objects.filter(stars=4).count() == 27
    assert ask("{ products(filter: {stars: [5]}) { totalCount } }") == {"products": {"totalCount": 0}}
