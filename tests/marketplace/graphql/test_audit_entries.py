"""The officers' audit trail: that of their places, in one statement, and nobody else's."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from marketplace import statements
from marketplace.commands.audit import record
from marketplace.graphql.ids import global_id
from marketplace.models import AuditEntry, PlaceCover, User
from tests.catalog.factories import make_member, make_officer, make_place, make_product, make_seller
from tests.marketplace.people import make_user
from tests.shop import ask, codes

pytestmark = pytest.mark.django_db
SOURCE = """query ($first: Int, $after: String, $filter: AuditFilter) {
  auditEntries(first: $first, after: $after, filter: $filter) {
    nodes {
      createdAt actorName action actionLabel objectLabel objectName objectId scopeId before after
    }
    pageInfo { hasNextPage endCursor }
  }
}"""


def trail(viewer, language="en", **variables):
    return ask(SOURCE, variables, viewer=viewer, language=language)["auditEntries"]


def deeds(viewer, **variables):
    return [node["action"] for node in trail(viewer, **variables)["nodes"]]


@pytest.fixture
def product(db):
    return make_product(seller=make_seller(place=make_place()))


def test_an_entry_says_who_did_what_to_what(product):
    lan = make_user(full_name="Nguyễn Thị Lan")
    officer = make_officer(product.seller.place)
    before, after = {"status": "DRAFT", "token": "x"}, {"status": "PUBLISHED", "token": "y"}
    entry = record(actor=lan, action="publish_product", subject=product, before=before, after=after)
    [node] = trail(officer)["nodes"]
    assert node == {
        "createdAt": entry.created_at.isoformat(),
        "actorName": "Nguyễn Thị Lan",
        "action": "publish_product",
        "actionLabel": "put a product on sale",
        "objectLabel": "Product",
        "objectName": product.name,
        "objectId": global_id("Product", product.pk),
        "scopeId": global_id("Seller", product.seller_id),
        "before": {"status": "DRAFT", "token": "•••"},
        "after": {"status": "PUBLISHED", "token": "•••"},
    }
    [node] = trail(officer, language="vi")["nodes"]
    assert (node["actionLabel"], node["objectLabel"]) == ("đưa một sản phẩm lên bán", "Sản phẩm")


def test_who_has_no_name_is_known_by_a_masked_address_and_the_system_by_its_own(product):
    nameless = make_user(full_name="", email="lan@example.com")
    for actor in (None, nameless):
        record(actor=actor, action="pause_product", subject=product)
    names = [node["actorName"] for node in trail(make_officer())["nodes"]]
    assert names == ["l***@example.com", "The system"]


def test_officers_see_their_places_with_what_these_cover_and_no_others(product):
    seller, other = product.seller, make_seller(place=make_place())
    below = make_seller(place=make_place())
    PlaceCover.objects.create(place=seller.place, covered=below.place)
    for number, subject in enumerate((seller, other, below)):
        record(actor=None, action=f"deed_{number}", subject=subject)
    record(actor=None, action="own", subject=make_user())
    assert deeds(make_officer(seller.place)) == ["deed_2", "deed_0"]
    assert deeds(make_officer(other.place)) == ["deed_1"]
    assert deeds(make_officer()) == ["deed_2", "deed_1", "deed_0"], "the ministry: of all sellers, of no accounts"
    assert deeds(User.objects.create_superuser("admin@ocop.example")) == ["own", "deed_2", "deed_1", "deed_0"]


def test_nobody_else_sees_any(product):
    record(actor=None, action="a", subject=product)
    former = make_officer(product.seller.place)
    former.posts.update(ended_at=timezone.now())
    clerk = make_officer(product.seller.place)
    clerk.groups.clear()
    for viewer in (None, make_user(), make_member(product.seller), clerk):
        assert trail(viewer) is None
    assert deeds(former) == []


def test_the_trail_is_narrowed_by_seller_action_and_time(product):
    other = make_seller()
    for subject in (product, other):
        for action in ("pause_product", "publish_product"):
            record(actor=None, action=action, subject=subject)
    officer = make_officer()
    seller = global_id("Seller", product.seller_id)
    assert len(deeds(officer, filter={"scope": seller})) == 2
    assert deeds(officer, filter={"scope": seller, "actions": ["pause_product"]}) == ["pause_product"]
    late = (timezone.now() + timedelta(minutes=1)).isoformat()
    assert deeds(officer, filter={"since": late}) == []
    assert len(deeds(officer, filter={"until": late})) == 4
    assert len(deeds(officer, filter={"since": "2020-01-01T00:00:00"})) == 4, "without a zone it is UTC"
    assert deeds(officer, filter={"scope": global_id("User", officer.pk)}) == []


@pytest.mark.parametrize("scope,code", [("nonsense", "BAD_ID"), (global_id("Place", 1), "BAD_FILTER")])
def test_a_scope_that_is_none_is_refused(db, scope, code):
    assert codes(SOURCE, {"filter": {"scope": scope}}, viewer=make_officer()) == [code]


def test_pages_go_on_where_the_last_one_ended(product):
    for number in range(5):
        record(actor=None, action=f"deed_{number}", subject=product)
    officer = make_officer(product.seller.place)
    page = trail(officer, first=3)
    assert page["pageInfo"]["hasNextPage"]
    rest = trail(officer, first=3, after=page["pageInfo"]["endCursor"])
    assert [node["action"] for node in page["nodes"] + rest["nodes"]] == [f"deed_{n}" for n in (4, 3, 2, 1, 0)]


def test_the_trail_of_an_office_is_one_statement_that_an_index_answers(product, monkeypatch):
    AuditEntry.objects.bulk_create(
        AuditEntry(action="a", object_type="x.y", object_id=number, place_id=None) for number in range(3_000)
    )
    for _ in range(30):
        record(actor=None, action="pause_product", subject=product)
    ran = []
    fetched = statements.fetched
    monkeypatch.setattr(statements, "fetched", lambda *given, **how: ran.append(given) or fetched(*given, **how))
    assert len(trail(make_officer(product.seller.place))["nodes"]) == 24
    [(sql, parameters)] = ran
    assert "audit_place" in plan_of(sql, parameters)


def plan_of(sql, parameters):
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE marketplace_auditentry")
        cursor.execute("SET LOCAL enable_seqscan = off")  # a small table is read whole: does the index fit at all?
        cursor.execute(f"EXPLAIN {sql}", parameters)
        return "\n".join(row[0] for row in cursor.fetchall())
