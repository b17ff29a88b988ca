"""Limits, read out of the query or chosen beside it, and the facets that count them."""

from datetime import date

import pytest

from catalog.models import Listing
from marketplace.errors import BadCursor
from search.engines.protocol import FACETS, Limits
from search.positions import Position
from tests.catalog.factories import make_certificate, make_place, make_product, make_seller


def certified(shop, name, stars, **fields):
    product = shop.add(name, **fields)
    make_certificate(product, stars=stars, issued_on=date(2026, 1, 1))
    return product


def test_prices_in_the_query_narrow(shop):
    shop.add("Rượu nếp", price=95_000)
    shop.add("Rượu gạo", price=250_000)
    assert shop.names("rượu dưới 100k") == ["Rượu nếp"]
    assert shop.names("rượu từ 200 đến 300 nghìn") == ["Rượu gạo"]
    assert [one.label for one in shop.answer("rượu dưới 100k").understanding.applied] != []


def test_what_was_read_out_of_the_query_can_be_taken_back(shop):
    shop.add("Rượu nếp", price=95_000)
    shop.add("Rượu gạo", price=250_000)
    [applied] = shop.answer("rượu dưới 100k").understanding.applied
    assert sorted(shop.names("rượu dưới 100k", undo={applied.key})) == ["Rượu gạo", "Rượu nếp"]


def test_an_order_in_the_query_is_followed(shop):
    shop.add("Kẹo lạc", price=30_000)
    shop.add("Kẹo vừng", price=20_000)
    assert shop.names("kẹo rẻ nhất") == ["Kẹo vừng", "Kẹo lạc"]
    assert shop.answer("kẹo rẻ nhất").sort == "PRICE_ASC"


def test_stars_in_the_query_are_those_in_force_today(shop):
    certified(shop, "Nước mắm một", 4)
    certified(shop, "Nước mắm hai", 3)
    gone = certified(shop, "Nước mắm ba", 4)
    Listing.objects.filter(pk=gone.pk).update(certified_until=date(2026, 11, 24))
    assert shop.names("nước mắm 4 sao") == ["Nước mắm một"]


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({"price_max": 60_000}, {"A rẻ", "C sao"}),
        ({"price_min": 60_000}, {"B đắt"}),
        ({"stars": (4,)}, {"C sao"}),
        ({"is_certified": True}, {"C sao"}),
        ({"is_certified": False}, {"A rẻ", "B đắt"}),
        ({"is_available": False}, {"B đắt"}),
        ({"is_available": True}, {"A rẻ", "C sao"}),
    ],
)
def test_chosen_limits_narrow(shop, limits, expected):
    shop.add("A rẻ", price=50_000)
    dear = shop.add("B đắt", price=90_000)
    certified(shop, "C sao", 4, price=55_000)
    Listing.objects.filter(pk=dear.pk).update(is_available=False)
    assert set(shop.names("", limits=Limits(**limits))) == expected


def test_sellers_groups_and_places_narrow(shop):
    place = make_place()
    seller = make_seller(place=place)
    mine = shop.add("Bánh gai", seller=seller, place=place)
    shop.add("Bánh nhãn", group="drink-alcohol")
    assert shop.names("bánh", limits=Limits(sellers=[seller.pk])) == ["Bánh gai"]
    assert shop.names("bánh", limits=Limits(groups=[mine.group_id])) == ["Bánh gai"]


def test_facets_count_what_each_value_would_leave(shop):
    one, other = make_seller(), make_seller()
    for number in range(3):
        shop.add(f"Bánh gai {number}", seller=one, price=40_000)
    shop.add("Bánh nhãn", seller=other, price=140_000)
    shop.add("Kẹo lạc", seller=other)
    assert shop.facet("seller", "bánh") == {one.pk: 3, other.pk: 1}
    assert shop.facet("price", "bánh") == {0: 3, 2: 1}
    # Its own limit leaves a facet as it is, and narrows the others.
    chosen = Limits(sellers=[other.pk])
    assert shop.facet("seller", "bánh", limits=chosen) == {one.pk: 3, other.pk: 1}
    assert shop.facet("price", "bánh", limits=chosen) == {2: 1}
    assert shop.answer("bánh", limits=chosen, facets=frozenset(FACETS)).found.total == 1


@pytest.mark.parametrize(
    "sort", ["RELEVANCE", "NEWEST", "PRICE_ASC", "PRICE_DESC", "STARS", "RATING", "BEST_SELLING", "NAME"]
)
def test_pages_go_through_all_once_in_every_order(shop, sort):
    seller = make_seller()
    for number in range(13):
        make_product(name=f"Bánh gai {number:02}", price=10_000 + number % 4, seller=seller if number % 2 else None)
    wanted = {"sort": None if sort == "RELEVANCE" else sort}
    whole = shop.names("bánh gai", size=20, **wanted)
    seen, after = [], None
    for _ in range(4):
        found = shop.answer("bánh gai", size=4, after=after, **wanted)
        hits = found.found.hits[:4]
        seen += [hit.product_id for hit in hits]
        after = found.position_of(hits[-1])
    assert len(seen) == len(set(seen)) == 13 and len(whole) == 13
    first = [hit.product_id for hit in shop.answer("bánh gai", size=20, **wanted).found.hits]
    assert seen == first


def test_numbers_are_ordered_as_numbers(shop):
    for price in (9_000, 100_000, 20_000, 1_000_000):
        shop.add(f"Kẹo {price}", price=price, sold_count=price)
    assert shop.names("kẹo", sort="PRICE_ASC") == ["Kẹo 9000", "Kẹo 20000", "Kẹo 100000", "Kẹo 1000000"]
    assert shop.names("kẹo", sort="PRICE_DESC")[0] == "Kẹo 1000000"
    assert shop.names("kẹo", sort="BEST_SELLING") == ["Kẹo 1000000", "Kẹo 100000", "Kẹo 20000", "Kẹo 9000"]


def test_pages_of_a_corrected_query_go_on_with_it(shop):
    for number in range(5):
        shop.add(f"Ngao sạch Lenger {number}")
    found = shop.answer("lenge", size=2)
    more = shop.answer("lenge", size=2, after=found.position_of(found.found.hits[1]))
    assert more.corrected == "lenger"
    assert {hit.product_id for hit in more.found.hits[:2]}.isdisjoint(hit.product_id for hit in found.found.hits[:2])


def test_a_position_of_another_order_is_refused(shop):
    shop.add("Bánh gai")
    found = shop.answer("bánh gai")
    good = found.position_of(found.found.hits[0])
    for change in ({"sort": "NAME", "columns": ("x", 1)}, {"reach": 77}):
        given = {name: getattr(good, name) for name in ("sort", "reach", "is_corrected", "columns")}
        with pytest.raises(BadCursor):
            shop.answer("bánh gai", after=Position(**{**given, **change}))
    assert shop.answer("bánh gai", after=good).found.hits == []


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "!!! ??? ---",
        "' OR 1=1 --",
        '"bánh gai" AND (kẹo OR *)',
        "bánh:gai~2^5 +kẹo -mắm",
        "a & b | !c <-> d:*",
        "(((((((((((a+)+)+)+",
        "\x00bánh\x00gai",
        "\u202eiag hnáb",
        "bánh\u200b gai",
        "🍚🍚🍚",
        "%_%_%",
        "\\",
        "{{7*7}}",
        "ừ" * 10_000,
        "bánh gai " * 2_000,
        "1" * 400,
        "999999999999999999999k",
        "dưới 99999999999999999999999",
        "từ 5 đến 1 triệu",
    ],
)
def test_whatever_is_typed_is_answered(shop, query):
    shop.add("Bánh gai")
    found = shop.answer(query, facets=frozenset(FACETS))
    assert found.found.total is not None
