"""Whole requests keep the design's bars, at any page and catalogue: list 2 statements, detail 5, tree 2."""

import pytest

from benchmarks.requests import QUERIES
from catalog.demo.scale import scale_to
from tests.shop import NOW, demo_shop, statements

__all__ = ["demo_shop"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_shop")]

LIST, DETAIL, TREE = 2, 5, 2


@pytest.fixture
def asked(client):
    """Answers the data and the number of statements of a whole request, all middleware included."""

    def asked(name, **variables):
        body = {"query": QUERIES[name], "variables": variables}
        with statements() as ran:
            answer = client.post("/graphql/", body, content_type="application/json").json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"], len(ran)

    return asked


@pytest.fixture(params=["demo", "scaled"])
def catalogue(request):
    if request.param == "scaled":
        scale_to(total=500, now=NOW)


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("size", [1, 10, 24, 100])
def test_list(asked, size):
    data, count = asked("list", first=size)
    assert len(data["products"]["edges"]) == size
    next_page, next_count = asked("list", first=size, after=data["products"]["pageInfo"]["endCursor"])
    assert next_page["products"]["edges"]
    assert count == next_count <= LIST


@pytest.mark.usefixtures("catalogue")
def test_list_with_its_total_and_a_filter_by_place_and_group(asked, client):
    source = """query ($ids: [ID!], $groups: [ID!]) {
        products(filter: {places: $ids, groups: $groups, isAvailable: true}) {
        totalCount nodes { name seller { name place { fullName } } } } }"""
    places = client.get("/graphql/", {"query": "{ places(level: PROVINCE) { id } productGroups { id } }"})
    found = places.json()["data"]
    given = {"ids": [found["places"][0]["id"]], "groups": [group["id"] for group in found["productGroups"]]}
    with statements() as ran:
        answer = client.post("/graphql/", {"query": source, "variables": given}, content_type="application/json")
    assert answer.json()["data"]["products"]["totalCount"] > 100
    assert len(ran) <= 4  # the page, the total, and a look at the ids of each filter


@pytest.mark.usefixtures("catalogue")
def test_detail(asked):
    slugs = [edge["node"]["slug"] for edge in asked("list", first=10)[0]["products"]["edges"]]
    found = [asked("detail", slug=slug) for slug in slugs]
    assert all(data["product"]["variants"] and data["product"]["media"] for data, _ in found)
    assert max(count for _, count in found) <= DETAIL


@pytest.mark.usefixtures("catalogue")
def test_tree(asked):
    data, count = asked("tree", number="none")
    assert sum(group["productCount"] for group in data["productGroups"]) >= 146
    assert count <= TREE + 1  # and the certificate that goes along
