"""searchInsights, SellerAccount.searches, recordSearchClick, the spreadsheet: for whom, and what they say."""

import pytest
from django.test import Client

from marketplace.clock import today
from marketplace.commands.officers import appoint_officer
from marketplace.graphql.context import Context
from marketplace.graphql.execution import execute
from marketplace.graphql.ids import global_id
from marketplace.models import OfficeLevel, User
from search.models import SearchChoice, SearchedQuery
from sellers.models import Role
from tests.catalog.factories import make_member, make_product, make_seller
from tests.marketplace.people import make_user
from tests.shop import codes

pytestmark = pytest.mark.django_db
INSIGHTS = """query ($kind: SearchInsightKind, $days: Int, $first: Int) {
  searchInsights(kind: $kind, days: $days, first: $first) { query searches visitors notFound clicks }
}"""
CLICK = """mutation ($query: String!, $product: ID!) {
  recordSearchClick(input: {query: $query, product: $product}) { recorded errors { code field } }
}"""
SEARCHES = "query ($id: ID!) { sellerAccount(seller: $id) { searches { query clicks } } }"


@pytest.fixture(autouse=True)
def typed():
    for text, visitors, missed in (("nước mắm", 9, 0), ("xe máy", 7, 7), ("hiếm", 4, 4)):
        SearchedQuery.objects.create(day=today(), text=text, times=visitors, visitors=visitors, not_found=missed)


@pytest.fixture
def member():
    return make_member(make_seller(), role=Role.STAFF)


def officer():
    user = make_user()
    appoint_officer(
        actor=User.objects.create_superuser("admin@ocop.example", "x"), user_id=user.pk, level=OfficeLevel.MINISTRY
    )
    return User.objects.get(pk=user.pk)


def told(viewer, **variables):
    result = execute(INSIGHTS, variables, context=Context(viewer=viewer)).result
    assert result.errors is None
    return result.data["searchInsights"]


def test_members_of_shops_and_officers_are_told(member):
    for viewer in (member, officer()):
        assert [one["query"] for one in told(viewer)] == ["nước mắm", "xe máy"]
        [missed] = told(viewer, kind="NOT_FOUND")
        assert missed == {"query": "xe máy", "searches": 7, "visitors": 7, "notFound": 7, "clicks": 0}
    assert len(told(member, first=1)) == 1


def test_nobody_else_is(member):
    assert told(make_user()) is None
    assert told(None) is None
    member.is_active = False
    assert told(member) is None


@pytest.mark.parametrize("variables", [{"days": 0}, {"days": 366}, {"first": 0}, {"first": 501}, {"first": -1}])
def test_periods_and_lengths_have_ends(member, variables):
    assert codes(INSIGHTS, variables, viewer=member) == ["BAD_PAGE"]


def test_a_shop_sees_what_led_to_its_goods():
    product = make_product()
    owner = make_member(product.seller)
    SearchChoice.objects.create(day=today(), text="nước mắm", product_id=product.pk, times=3)
    SearchChoice.objects.create(day=today(), text="hiếm", product_id=product.pk, times=3)
    variables = {"id": global_id("Seller", product.seller_id)}
    for viewer, expected in (
        (owner, [{"query": "nước mắm", "clicks": 3}]),
        (make_member(product.seller, role=Role.STAFF), None),
    ):
        result = execute(SEARCHES, variables, context=Context(viewer=viewer)).result
        assert result.errors is None and result.data["sellerAccount"]["searches"] == expected
    assert execute(SEARCHES, variables, context=Context()).result.data["sellerAccount"] is None


def test_a_click_is_recorded_and_bad_ones_are_refused():
    product = global_id("Product", 1)

    def clicked(**variables):
        result = execute(CLICK, variables, context=Context()).result
        assert result.errors is None
        return result.data["recordSearchClick"]

    assert clicked(query="mắm", product=product) == {"recorded": True, "errors": []}
    assert clicked(query="0912345678", product=product)["recorded"] is False
    assert clicked(query=" ", product=product)["errors"] == [{"code": "REQUIRED", "field": ["query"]}]
    assert clicked(query="mắm", product="nonsense")["errors"] == [{"code": "BAD_ID", "field": ["product"]}]


def test_the_spreadsheet_is_for_the_same_people(member):
    client = Client()
    assert client.get("/files/searches.csv").status_code == 404
    client.force_login(make_user())
    assert client.get("/files/searches.csv").status_code == 404
    client.force_login(member)
    answer = client.get("/files/searches.csv", headers={"Accept-Language": "vi"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Từ tìm kiếm,") and lines[1] == "nước mắm,9,9,0,0"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_what_looks_like_a_formula_is_harmless(member):
    SearchedQuery.objects.create(day=today(), text="=1+1", times=9, visitors=99)
    client = Client()
    client.force_login(member)
    assert "\n=1+1" not in client.get("/files/searches.csv").content.decode()


def test_the_page_is_for_them_too(member):
    client = Client()
    assert client.get("/thi-truong/tim-kiem/").status_code == 302
    client.force_login(make_user())
    assert client.get("/thi-truong/tim-kiem/").status_code == 404
    client.force_login(member)
    page = client.get("/thi-truong/tim-kiem/?ngay=7").content.decode()
    assert "xe máy" in page and "hiếm" not in page and "Tìm mà không thấy" in page
