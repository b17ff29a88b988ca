"""The offices' queue: of their own places, those that wait longest first."""

from datetime import timedelta

import pytest

from marketplace.graphql.ids import global_id
from marketplace.models import OfficeLevel, User
from tests.catalog.factories import make_place
from tests.marketplace.people import make_user
from tests.sellers.graphql.asking import asked
from tests.sellers.people import (
    NOW,
    approved,
    make_application,
    make_commune,
    make_officer,
    make_post,
    make_province,
    submitted,
)

pytestmark = pytest.mark.django_db
QUEUE = """query ($first: Int, $after: String, $filter: SellerApplicationFilter) {
    sellerApplications(first: $first, after: $after, filter: $filter) {
        totalCount nodes { status account { name place { name } } } pageInfo { hasNextPage endCursor } } }"""


def queue(viewer, **given):
    return asked(viewer, QUEUE, given)["sellerApplications"]


def names(viewer, **given):
    return [node["account"]["name"] for node in queue(viewer, **given)["nodes"]]


@pytest.fixture
def province():
    return make_province()


@pytest.fixture
def applications(province):
    """Three of the province, in the order of their submission, one of elsewhere, and a draft that nobody sees."""
    commune = make_commune(province).pk
    for days, name in [(2, "Hai"), (1, "Một"), (3, "Ba")]:
        submitted(name=name, place_id=commune, now=NOW + timedelta(days=days))
    submitted(name="Nơi khác")
    make_application(name="Nháp", place_id=commune)


def test_an_officer_sees_those_of_the_place_oldest_first(applications, province):
    officer = make_post(OfficeLevel.PROVINCE, province)
    assert names(officer) == ["Một", "Hai", "Ba"]
    page = queue(officer, first=2)
    assert (page["totalCount"], page["pageInfo"]["hasNextPage"]) == (3, True)
    assert names(officer, first=2, after=page["pageInfo"]["endCursor"]) == ["Ba"]


def test_the_ministry_and_administrators_see_all(applications):
    administrator = User.objects.create_superuser("admin@ocop.example")
    for viewer in (make_officer(), administrator):
        assert names(viewer) == ["Nơi khác", "Một", "Hai", "Ba"]


def test_a_commune_sees_its_own(applications):
    commune = make_commune()
    submitted(name="Xã", place_id=commune.pk)
    assert names(make_post(OfficeLevel.COMMUNE, commune)) == ["Xã"]


def test_who_has_no_post_sees_none(applications):
    officer = make_officer(make_place())
    assert names(officer) == []
    officer.posts.all().delete()
    assert names(officer) == []


def test_others_have_no_queue(applications):
    clerk = User.objects.create_user("clerk@example.com", is_staff=True)
    for viewer in (None, make_user(), clerk):
        assert queue(viewer) is None


def test_it_is_narrowed(applications, province):
    approved(name="Đã duyệt")
    officer = make_officer()
    assert names(officer, filter={"statuses": ["APPROVED"]}) == ["Đã duyệt"]
    assert names(officer, filter={"query": "ba"}) == ["Ba"]
    assert names(officer, filter={"places": [global_id("Place", province.pk)], "statuses": ["SUBMITTED"]}) == [
        "Một",
        "Hai",
        "Ba",
    ]
    assert names(make_post(OfficeLevel.PROVINCE, make_province()), filter={"statuses": ["SUBMITTED"]}) == []
