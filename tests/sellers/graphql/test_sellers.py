import pytest

from marketplace.graphql.ids import global_id
from marketplace.keysets import DEFAULT_SIZE
from marketplace.models import PlaceLevel
from marketplace.queries import place_by_name
from sellers.models import Seller
from tests.marketplace.places import OLD
from tests.shop import ask, codes, fields

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_shop")]

SELLERS = """query ($first: Int, $after: String, $filter: SellerFilter) {
    sellers(first: $first, after: $after, filter: $filter) {
        totalCount nodes { slug name legalForm } edges { cursor node { slug } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""


def found(**filter):
    answer = ask(SELLERS, {"first": 100, "filter": filter})["sellers"]
    assert len(answer["nodes"]) == answer["totalCount"]
    return answer["nodes"]


def place_id(name, level, at=None):
    return global_id("Place", place_by_name(name, level=level, at=at).pk)


def by_name():
    return list(Seller.objects.order_by("name_key", "pk").values_list("slug", flat=True))


def test_pages_visit_each_seller_once_by_name():
    seen, after, more = [], None, True
    while more:
        answer = ask(SELLERS, {"first": 13, "after": after})["sellers"]
        assert answer["totalCount"] == 80
        assert [edge["node"]["slug"] for edge in answer["edges"]] == [node["slug"] for node in answer["nodes"]]
        assert answer["edges"][-1]["cursor"] == answer["pageInfo"]["endCursor"]
        assert answer["pageInfo"]["hasPreviousPage"] == (after is not None)
        seen += [node["slug"] for node in answer["nodes"]]
        after, more = answer["pageInfo"]["endCursor"], answer["pageInfo"]["hasNextPage"]
    assert seen == by_name()


def test_a_page_has_24_sellers_unless_told_and_begins_after_any_cursor():
    first = ask(SELLERS)["sellers"]
    assert [node["slug"] for node in first["nodes"]] == by_name()[:DEFAULT_SIZE]
    after_third = ask(SELLERS, {"first": 2, "after": first["edges"][2]["cursor"]})["sellers"]
    assert [node["slug"] for node in after_third["nodes"]] == by_name()[3:5]


def test_beyond_the_last_seller_there_is_an_empty_page():
    last = ask(SELLERS, {"first": 100})["sellers"]["pageInfo"]
    assert not last["hasNextPage"]
    beyond = ask(SELLERS, {"after": last["endCursor"]})["sellers"]
    assert (beyond["nodes"], beyond["edges"], beyond["totalCount"]) == ([], [], 80)
    assert beyond["pageInfo"] == {
        "hasNextPage": False,
        "hasPreviousPage": True,
        "startCursor": None,
        "endCursor": None,
    }


def test_only_active_sellers_are_shown():
    slugs = by_name()
    for slug, status in zip(slugs, ("SUSPENDED", "CLOSED", "APPLYING"), strict=False):
        Seller.objects.filter(slug=slug).update(status=status)
    assert [node["slug"] for node in found()] == slugs[3:]


@pytest.mark.parametrize(
    ("forms", "count"), [(["ENTERPRISE"], 35), (["COOPERATIVE"], 18), (["HOUSEHOLD"], 27), (["FARM"], 0)]
)
def test_legal_forms_find_theirs(forms, count):
    nodes = found(legalForms=forms)
    assert len(nodes) == count
    assert {node["legalForm"] for node in nodes} <= set(forms)


def test_several_legal_forms_find_those_of_any():
    assert len(found(legalForms=["ENTERPRISE", "HOUSEHOLD", "HOUSEHOLD"])) == 35 + 27


def test_empty_filters_leave_everything():
    assert len(found()) == len(found(places=[], legalForms=[], query="")) == len(found(query="   ")) == 80
    assert len(found(places=None, legalForms=None, query=None)) == 80


def test_a_province_of_today_finds_all_that_it_succeeded_and_a_district_only_its_own():
    today = place_id("Ninh Bình", PlaceLevel.PROVINCE)
    old = place_id("Nam Định", PlaceLevel.PROVINCE, OLD)
    district = place_by_name("Giao Thủy", level=PlaceLevel.DISTRICT, at=OLD)
    assert len(found(places=[today])) == 80
    registered_before = Seller.objects.filter(place__level=PlaceLevel.DISTRICT).count()
    assert 0 < len(found(places=[old])) == registered_before < 80
    here = Seller.objects.filter(place=district)
    assert {node["slug"] for node in found(places=[global_id("Place", district.pk)])} == {one.slug for one in here}
    assert here


@pytest.mark.parametrize("typed", ["hương cúc", "huong cuc", "HUONG CUC", "  Hương Cúc "])
def test_a_part_of_the_name_finds_it_with_or_without_accents(typed):
    assert [node["slug"] for node in found(query=typed)] == ["ho-kinh-doanh-banh-gai-huong-cuc"]


@pytest.mark.parametrize("typed", ["%", "_", "\\", "'; --", "không có ai tên thế này", "😀"])
def test_what_no_name_has_finds_nobody(typed):
    assert found(query=typed) == []


def test_all_filters_together_must_all_hold():
    everything = {
        "query": "banh",
        "legalForms": ["HOUSEHOLD"],
        "places": [place_id("Ninh Bình", PlaceLevel.PROVINCE)],
    }
    together = found(**everything)
    assert together
    assert all("bánh" in node["name"].lower() and node["legalForm"] == "HOUSEHOLD" for node in together)
    assert len(together) < len(found(query="banh"))
    assert found(**{**everything, "legalForms": ["FARM"]}) == []


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"first": 0}, "BAD_PAGE"),
        ({"first": -1}, "BAD_PAGE"),
        ({"first": 101}, "BAD_PAGE"),
        ({"after": ""}, "BAD_CURSOR"),
        ({"after": "nonsense"}, "BAD_CURSOR"),
        ({"after": "x" * 5000}, "BAD_CURSOR"),
        ({"filter": {"places": ["nonsense"]}}, "BAD_ID"),
        ({"filter": {"places": [global_id("Seller", 1)]}}, "BAD_ID"),
        ({"filter": {"places": [global_id("Place", 10**12)]}}, "BAD_FILTER"),
        ({"filter": {"query": "x" * 201}}, "BAD_FILTER"),
        ({"filter": {"legalForms": ["COMPANY"]}}, "BAD_USER_INPUT"),
        ({"filter": {"nosuch": 1}}, "BAD_USER_INPUT"),
        ({"filter": {"query": 5}}, "BAD_USER_INPUT"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_code(variables, code):
    assert codes(SELLERS, variables) == [code]


@pytest.mark.parametrize("place", ["nonsense", global_id("Seller", 1), global_id("Place", 10**12)])
def test_an_error_of_a_filter_tells_its_path(place):
    assert fields(SELLERS, {"filter": {"places": [place]}}) == [["filter", "places"]]


def test_a_cursor_of_another_list_is_none_of_this_one():
    products = "{ products(first: 1, sort: %s) { pageInfo { endCursor } } }"
    for sort in ("NAME", "NEWEST"):
        cursor = ask(products % sort)["products"]["pageInfo"]["endCursor"]
        assert codes(SELLERS, {"after": cursor}) == ["BAD_CURSOR"], sort
    own = ask(SELLERS, {"first": 1})["sellers"]["pageInfo"]["endCursor"]
    assert codes("query ($c: String) { products(sort: NAME, after: $c) { nodes { id } } }", {"c": own}) == [
        "BAD_CURSOR"
    ]
