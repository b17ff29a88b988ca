"""Pages, cursors and filters of products that make no sense: refused with a code, never as a crash of ours."""

import base64

import pytest

from marketplace.graphql.ids import global_id
from tests.shop import ask, codes, fields

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_shop")]

PRODUCTS = """query ($first: Int, $after: String, $last: Int, $before: String, $filter: ProductFilter,
        $sort: ProductSort) {
    products(first: $first, after: $after, last: $last, before: $before, filter: $filter, sort: $sort) {
        totalCount nodes { id } } }"""
SORTS = ("NEWEST", "PRICE_ASC", "PRICE_DESC", "STARS", "RATING", "BEST_SELLING", "NAME")
LARGEST = 2**63 - 1


@pytest.fixture(autouse=True)
def nothing_crashes(caplog):
    yield
    assert [record.getMessage() for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")] == []


def cursor(content):
    return base64.urlsafe_b64encode(content.encode() if isinstance(content, str) else content).decode()


def one_cursor(sort):
    source = "query ($sort: ProductSort) { products(first: 1, sort: $sort) { pageInfo { endCursor } } }"
    return ask(source, {"sort": sort})["products"]["pageInfo"]["endCursor"]


@pytest.mark.parametrize(
    "paging",
    [
        {"first": 101},
        {"first": 0},
        {"first": -24},
        {"first": 2**31 - 1},
        {"last": 101},
        {"last": 0},
        {"first": 10, "last": 10},
        {"last": 10, "after": "x"},
        {"first": 10, "before": "x"},
        {"before": "x", "after": "x"},
    ],
)
def test_a_page_of_another_size_or_of_two_directions_is_refused(paging):
    assert codes(PRODUCTS, paging) == ["BAD_PAGE"]


@pytest.mark.parametrize("first", [2**31, 1.5, "24", True, [24]])
def test_what_graphql_takes_for_no_number_is_refused(first):
    assert codes(PRODUCTS, {"first": first}) == ["BAD_USER_INPUT"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "null",
        "{}",
        "[]",
        "[null]",
        '["NEWEST"]',
        '["NEWEST", "2026-01-01T00:00:00+00:00"]',
        '["NEWEST", "2026-01-01T00:00:00+00:00", 1, 2]',
        '["NEWEST", "2026-01-01T00:00:00", 1]',
        '["NEWEST", "yesterday", 1]',
        '["NEWEST", 5, 1]',
        '["NEWEST", "2026-01-01T00:00:00+00:00", "1"]',
        '["NEWEST", "2026-01-01T00:00:00+00:00", 1.5]',
        '["NEWEST", "2026-01-01T00:00:00+00:00", true]',
        '["NEWEST", "2026-01-01T00:00:00+00:00", 9223372036854775808]',
        '["NEWEST", "2026-01-01T00:00:00+00:00", 1e400]',
        '["NEWEST", "\\u0000", 1]',
        '["NEWEST", "2026-01-01T00:00:00+00:00", {"a": 1}]',
        '["nosuch", 1, 1]',
        '[["NEWEST"], 1, 1]',
        "[" * 800,
        b"\xff\xfe",
    ],
)
def test_a_cursor_that_we_never_gave_is_refused_in_both_directions(content):
    assert codes(PRODUCTS, {"after": cursor(content)}) == ["BAD_CURSOR"]
    assert codes(PRODUCTS, {"last": 3, "before": cursor(content)}) == ["BAD_CURSOR"]


@pytest.mark.parametrize("text", ["x", "đ", "😀", "====", "not base64!", "A" * 1001, "A" * 90_000])
def test_what_is_no_cursor_at_all_is_refused(text):
    assert codes(PRODUCTS, {"after": text}) == ["BAD_CURSOR"]


@pytest.mark.parametrize("sort", SORTS)
def test_a_cursor_of_another_order_is_refused(sort):
    for other in SORTS:
        expected = [] if other == sort else ["BAD_CURSOR"]
        assert codes(PRODUCTS, {"sort": sort, "after": one_cursor(other)}) == expected, other


@pytest.mark.parametrize(
    ("sort", "values"),
    [
        ("PRICE_ASC", f"{LARGEST}, {LARGEST}"),
        ("PRICE_DESC", f"-{LARGEST}, 0"),
        ("STARS", f"{LARGEST}, 1"),
        ("RATING", '"1e30", 1, 1'),
        ("RATING", '"-0.00001", 99999999999, 1'),
        ("NEWEST", '"0001-01-01T00:00:00+00:00", 1'),
        ("NEWEST", '"9999-12-31T23:59:59.999999-23:59", 1'),
        ("NAME", '"😀", 1'),
        ("NAME", '"", -1'),
    ],
)
def test_a_forged_cursor_with_far_values_is_a_page_or_a_refusal_but_no_crash(sort, values):
    forged = cursor(f'["{sort}", {values}]')
    assert codes(PRODUCTS, {"sort": sort, "after": forged}) in ([], ["BAD_CURSOR"])


@pytest.mark.parametrize(
    ("filter", "code"),
    [
        ({"price": {"min": -1}}, "BAD_FILTER"),
        ({"price": {"max": -LARGEST}}, "BAD_FILTER"),
        ({"price": {"min": 2, "max": 1}}, "BAD_FILTER"),
        ({"price": {"min": LARGEST + 1}}, "BAD_USER_INPUT"),
        ({"price": {"min": 10**40}}, "BAD_USER_INPUT"),
        ({"price": {"min": 1.5}}, "BAD_USER_INPUT"),
        ({"price": {"min": "1000"}}, "BAD_USER_INPUT"),
        ({"price": {"min": True}}, "BAD_USER_INPUT"),
        ({"price": {"least": 1}}, "BAD_USER_INPUT"),
        ({"price": 1000}, "BAD_USER_INPUT"),
        ({"stars": [0]}, "BAD_FILTER"),
        ({"stars": [6]}, "BAD_FILTER"),
        ({"stars": [3, -4]}, "BAD_FILTER"),
        ({"stars": [3] * 101}, "BAD_FILTER"),
        ({"stars": [None]}, "BAD_USER_INPUT"),
        ({"stars": ["3"]}, "BAD_USER_INPUT"),
        ({"isAvailable": "yes"}, "BAD_USER_INPUT"),
        ({"isCertified": 1}, "BAD_USER_INPUT"),
        ({"colour": "red"}, "BAD_USER_INPUT"),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused(filter, code):
    assert codes(PRODUCTS, {"filter": filter}) == [code]


@pytest.mark.parametrize(("name", "type"), [("groups", "ProductGroup"), ("sellers", "Seller"), ("places", "Place")])
def test_ids_of_a_filter_must_be_ours_of_that_type_and_there(name, type):
    assert codes(PRODUCTS, {"filter": {name: ["nonsense"]}}) == ["BAD_ID"]
    assert codes(PRODUCTS, {"filter": {name: [""]}}) == ["BAD_ID"]
    assert codes(PRODUCTS, {"filter": {name: [global_id("Product", 1)]}}) == ["BAD_ID"]
    assert codes(PRODUCTS, {"filter": {name: [global_id(type, 10**12)]}}) == ["BAD_FILTER"]
    assert codes(PRODUCTS, {"filter": {name: [global_id(type, n) for n in range(101)]}}) == ["BAD_FILTER"]
    for wrong in ("nonsense", global_id("Product", 1), global_id(type, 10**12)):
        assert fields(PRODUCTS, {"filter": {name: [wrong]}}) == [["filter", name]]


@pytest.mark.parametrize("written", ["9223372036854775808", "1" + "0" * 400, "-1" + "0" * 30, "1.0", "1e3", '"7"'])
def test_an_amount_in_the_document_is_held_to_the_same_range(written):
    source = f"{{ products(filter: {{price: {{min: {written}}}}}) {{ nodes {{ id }} }} }}"
    assert codes(source) == ["GRAPHQL_VALIDATION_FAILED"]


def test_an_unknown_sort_is_refused():
    assert codes(PRODUCTS, {"sort": "CHEAPEST"}) == codes(PRODUCTS, {"sort": "name"}) == ["BAD_USER_INPUT"]
