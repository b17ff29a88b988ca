"""`me`, the list of devices, and signing them out."""

import pytest
from django.utils import timezone

from marketplace.commands.sign_in.sessions import sign_out
from marketplace.graphql.ids import global_id
from marketplace.models import Session
from tests.marketplace.people import bearer, make_session, make_user
from tests.shop import statements

pytestmark = pytest.mark.django_db
DEVICES = """query ($first: Int, $after: String) { me { sessions(first: $first, after: $after) {
    totalCount nodes { id label isCurrent } pageInfo { hasNextPage endCursor } } } }"""
END = """mutation ($session: ID) { endSession(input: {session: $session}) {
    session { id endedAt } errors { code field } } }"""
END_ALL = "mutation ($all: Boolean!) { endAllSessions(input: {includingThis: $all}) { endedCount errors { code } } }"
NODE = "query ($id: ID!) { node(id: $id) { id ... on User { email } ... on Session { label } } }"


@pytest.fixture
def session(user):
    return make_session(user, label="máy này")


@pytest.fixture
def headers(session):
    return bearer(session, timezone.now())


def test_strangers_are_nobody(ask):
    assert ask("{ me { id } }") == {"me": None}


def test_devices_that_are_signed_in_are_listed_page_by_page(ask, user, session, headers):
    make_session(user, label="máy khác")
    sign_out(session_id=make_session(user).pk)
    make_session()
    page = ask(DEVICES, {"first": 1}, headers=headers)["me"]["sessions"]
    assert (page["totalCount"], page["pageInfo"]["hasNextPage"]) == (2, True)
    rest = ask(DEVICES, {"first": 1, "after": page["pageInfo"]["endCursor"]}, headers=headers)["me"]["sessions"]
    labels = {node["label"]: node["isCurrent"] for node in [*page["nodes"], *rest["nodes"]]}
    assert labels == {"máy này": True, "máy khác": False}


def test_statements_are_the_same_for_10_and_100_devices(ask, user, headers):
    counts = []
    for size in (10, 100):
        while Session.objects.count() < size:
            make_session(user)
        ask(DEVICES, {"first": size}, headers=headers)
        with statements() as ran:
            assert len(ask(DEVICES, {"first": size}, headers=headers)["me"]["sessions"]["nodes"]) == size
        counts.append(len(ran))
    assert counts == [3, 3]  # who asks, the page, the total


def test_me_costs_the_one_statement_of_knowing_who_asks(ask, headers):
    with statements() as ran:
        ask("{ me { id email phone fullName language joinedAt hasPassword } }", headers=headers)
    assert len(ran) == 1


def test_people_and_devices_are_shown_to_their_owner_alone(ask, api, user, session, headers):
    own = global_id("User", user.pk), global_id("Session", session.pk)
    assert ask(NODE, {"id": own[0]}, headers=headers)["node"] == {"id": own[0], "email": user.email}
    assert ask(NODE, {"id": own[1]}, headers=headers)["node"] == {"id": own[1], "label": "máy này"}
    stranger = bearer(make_session(make_user(is_superuser=True, is_staff=True)), timezone.now())
    for others in ({}, stranger):
        for id in own:
            assert ask(NODE, {"id": id}, headers=others)["node"] is None


def test_another_device_is_signed_out(ask, user, session, headers):
    other = make_session(user)
    payload = ask(END, {"session": global_id("Session", other.pk)}, headers=headers)["endSession"]
    assert payload["session"]["id"] == global_id("Session", other.pk)
    assert payload["session"]["endedAt"]
    session.refresh_from_db()
    assert session.ended_at is None


@pytest.mark.parametrize("id", [global_id("User", 1), "nonsense"])
def test_an_id_of_no_device_is_told(ask, headers, changes_nothing, id):
    with changes_nothing():
        payload = ask(END, {"session": id}, headers=headers)["endSession"]
    assert payload == {"session": None, "errors": [{"code": "BAD_ID", "field": ["session"]}]}


def test_devices_of_others_are_not_found(ask, headers, changes_nothing):
    stranger = make_session()
    with changes_nothing():
        payload = ask(END, {"session": global_id("Session", stranger.pk)}, headers=headers)["endSession"]
    assert payload == {"session": None, "errors": [{"code": "NOT_FOUND", "field": ["session"]}]}


def test_strangers_sign_nobody_out(ask, session, changes_nothing):
    with changes_nothing():
        assert ask(END, {})["endSession"]["errors"][0]["code"] == "UNAUTHENTICATED"
        assert ask(END_ALL, {"all": True})["endAllSessions"]["errors"][0]["code"] == "UNAUTHENTICATED"


def test_an_app_signs_itself_out(ask, session, headers, api):
    assert ask(END, {}, headers=headers)["endSession"]["errors"] == []
    session.refresh_from_db()
    assert session.ended_at is not None


def test_a_browser_signs_itself_out_and_loses_its_cookie(ask, api, user):
    api.force_login(user)
    assert ask(END)["endSession"]["errors"] == []
    assert api.cookies["sessionid"].value == ""
    assert Session.objects.get().end_reason == "SIGNED_OUT"


def test_a_browser_that_signs_another_device_out_keeps_its_cookie(ask, api, user):
    api.force_login(user)
    other = make_session(user)
    ask(END, {"session": global_id("Session", other.pk)})
    assert ask("{ me { email } }") == {"me": {"email": user.email}}


@pytest.mark.parametrize(("all", "ended"), [(False, 2), (True, 3)])
def test_all_devices_are_signed_out(ask, api, user, all, ended):
    api.force_login(user)
    make_session(user), make_session(user)
    assert ask(END_ALL, {"all": all})["endAllSessions"] == {"endedCount": ended, "errors": []}
    assert ask("{ me { email } }") == {"me": None if all else {"email": user.email}}
