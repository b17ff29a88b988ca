"""Posts through the API: given and ended by administrators, seen by who holds them."""

import pytest
from django.contrib.auth.models import AnonymousUser

from marketplace.graphql.ids import global_id
from marketplace.models import AuditEntry, Place, PlaceLevel, Post, User
from tests.catalog.factories import make_officer
from tests.marketplace.people import make_user
from tests.sellers.graphql.asking import asked, codes, written

pytestmark = pytest.mark.django_db
POST = "post { id level place { name } }"
MINE = "{ me { posts { id level place { name } heldFrom } } }"


@pytest.fixture
def administrator():
    return User.objects.create_superuser("admin@ocop.example", "secret-0")


@pytest.fixture
def province():
    return Place.objects.create(code="37", level=PlaceLevel.PROVINCE, kind="tỉnh", name="Ninh Bình")


def appoint(actor, **given):
    return written(actor, "appointOfficer", given, POST)


def test_a_person_with_an_account_becomes_an_officer_of_a_place_and_sees_it(administrator, province):
    person = make_user()
    payload = appoint(administrator, contact=person.email, level="PROVINCE", place=global_id("Place", province.pk))
    assert payload["errors"] == []
    assert payload["post"]["level"] == "PROVINCE" and payload["post"]["place"] == {"name": "Ninh Bình"}
    entry = AuditEntry.objects.get(action="appoint_officer")
    assert (entry.actor, entry.after["officer_id"]) == (administrator, person.pk)
    me = asked(User.objects.get(pk=person.pk), MINE)["me"]
    assert [post["id"] for post in me["posts"]] == [payload["post"]["id"]]


def test_an_ended_post_is_seen_no_more(administrator):
    officer = make_officer()
    post = global_id("Post", officer.posts.get().pk)
    payload = written(administrator, "endPost", {"post": post}, POST)
    assert (payload["errors"], payload["post"]["id"]) == ([], post)
    assert AuditEntry.objects.get(action="end_post").actor == administrator
    assert asked(User.objects.get(pk=officer.pk), MINE)["me"] == {"posts": []}


def test_shoppers_have_no_posts_and_strangers_no_account():
    assert asked(make_user(), MINE)["me"]["posts"] == []
    assert asked(AnonymousUser(), MINE)["me"] is None


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"contact": "nobody@example.com"}, "NOT_FOUND", ["contact"]),
        ({"contact": "not a contact \u200b"}, "NOT_FOUND", ["contact"]),
        ({"level": "PROVINCE", "place": None}, "INVALID", ["place"]),
        ({"level": "PROVINCE", "place": global_id("Place", 0)}, "INVALID", ["place"]),
        ({"level": "PROVINCE", "place": "UGxhY2U6eA=="}, "BAD_ID", ["place"]),
    ],
)
def test_what_cannot_be_is_refused_and_nobody_appointed(administrator, given, code, field):
    person = make_user()
    payload = appoint(administrator, **{"contact": person.email, "level": "MINISTRY", **given})
    assert codes(payload) == [(code, field)]
    assert payload["post"] is None
    assert not Post.objects.exists() and not AuditEntry.objects.filter(action="appoint_officer").exists()
    assert User.objects.get(pk=person.pk).is_staff is False


def test_officers_appoint_nobody(administrator):
    officer, person = make_officer(), make_user()
    assert codes(appoint(officer, contact=person.email, level="MINISTRY")) == [("PERMISSION_DENIED", None)]
    ended = written(officer, "endPost", {"post": global_id("Post", officer.posts.get().pk)}, POST)
    assert codes(ended) == [("PERMISSION_DENIED", None)]
    assert Post.objects.get().ended_at is None
