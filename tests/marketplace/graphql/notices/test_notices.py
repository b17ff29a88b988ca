"""Notices through the API: one's own list, what is unread, and what comes by mail."""

import pytest

from marketplace.graphql.ids import global_id
from marketplace.models import MailOptOut, Notification
from marketplace.notices.unsubscribing import token_for
from tests.catalog.factories import make_officer
from tests.marketplace.commands.notices.worlds import waiting_mail
from tests.marketplace.people import make_user
from tests.shop import ask, codes, statements

pytestmark = pytest.mark.django_db
LIST = """query ($first: Int, $after: String, $unreadOnly: Boolean) { me { unreadNotificationCount
  notifications(first: $first, after: $after, unreadOnly: $unreadOnly) {
    totalCount pageInfo { hasNextPage endCursor } nodes { id kind title text aboutId createdAt readAt } } } }"""
MARK = """mutation ($input: MarkNotificationsReadInput!) {
  markNotificationsRead(input: $input) { unreadCount errors { code field } } }"""
PREFERENCES = "{ me { mailPreferences { kind label audience isMailed isRequired } } }"
SET = """mutation ($input: SetMailPreferenceInput!) {
  setMailPreference(input: $input) { preference { kind label isMailed isRequired } errors { code field } } }"""
UNSUBSCRIBE = """mutation ($input: UnsubscribeFromMailInput!) {
  unsubscribeFromMail(input: $input) { preference { kind isMailed } errors { code field } } }"""


@pytest.fixture
def rows(db):
    user = make_user()
    return [waiting_mail(user, number) for number in range(1, 6)]


def listed(viewer, language="vi", **variables):
    return ask(LIST, variables, viewer=viewer, language=language)["me"]


def test_a_notice_speaks_the_language_of_the_request(rows):
    user = rows[0].recipient
    for language, title in (("vi", "Mật khẩu của bạn đã được đổi"), ("en", "Your password was changed")):
        me = listed(user, language)
        assert me["unreadNotificationCount"] == me["notifications"]["totalCount"] == 5
        node = me["notifications"]["nodes"][0]
        assert node == {
            "id": global_id("Notification", rows[-1].pk),
            "kind": "password_changed",
            "title": title,
            "text": node["text"],
            "aboutId": global_id("User", user.pk),
            "createdAt": rows[-1].created_at.isoformat(),
            "readAt": None,
        }


def test_pages_run_from_the_latest_on(rows):
    user = rows[0].recipient
    page = listed(user, first=3)["notifications"]
    rest = listed(user, first=3, after=page["pageInfo"]["endCursor"])["notifications"]
    found = [node["id"] for node in page["nodes"] + rest["nodes"]]
    assert found == [global_id("Notification", row.pk) for row in reversed(rows)]
    assert (page["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasNextPage"]) == (True, False)


def test_what_is_read_leaves_the_unread_ones(rows):
    user = rows[0].recipient
    given = {"input": {"upTo": global_id("Notification", rows[3].pk)}}
    assert ask(MARK, given, viewer=user)["markNotificationsRead"] == {"unreadCount": 1, "errors": []}
    unread = listed(user, unreadOnly=True)["notifications"]
    assert [node["id"] for node in unread["nodes"]] == [global_id("Notification", rows[4].pk)]
    assert listed(user)["notifications"]["totalCount"] == 5


@pytest.mark.parametrize(
    ("input", "code", "field"),
    [
        ({}, "INVALID", "notifications"),
        ({"notifications": ["nonsense"]}, "BAD_ID", "notifications"),
        ({"upTo": global_id("Seller", 1)}, "BAD_ID", "upTo"),
        ({"upTo": global_id("Notification", 10**12)}, "NOT_FOUND", "upTo"),
    ],
)
def test_what_names_no_notice_of_ones_own_is_refused(rows, input, code, field):
    payload = ask(MARK, {"input": input}, viewer=rows[0].recipient)["markNotificationsRead"]
    assert payload == {"unreadCount": None, "errors": [{"code": code, "field": [field]}]}
    assert Notification.objects.filter(read_at=None).count() == 5


def test_nobody_sees_anothers(rows):
    user, other = rows[0].recipient, make_user()
    notification = "query ($id: ID!) { node(id: $id) { id ... on Notification { title } } }"
    id = {"id": global_id("Notification", rows[0].pk)}
    assert ask(notification, id, viewer=user)["node"]["title"]
    for stranger in (None, other, make_officer()):
        assert ask(notification, id, viewer=stranger)["node"] is None
        payload = ask(MARK, {"input": {"notifications": [id["id"]]}}, viewer=stranger)["markNotificationsRead"]
        assert payload["errors"][0]["code"] == ("UNAUTHENTICATED" if stranger is None else "NOT_FOUND")
    assert Notification.objects.filter(read_at=None).count() == 5
    assert listed(None) is None
    assert listed(other)["notifications"]["totalCount"] == 0


def test_a_bad_cursor_is_refused(rows):
    assert codes(LIST, {"after": "nonsense"}, viewer=rows[0].recipient) == ["BAD_CURSOR"]


def test_preferences_say_what_is_required_and_what_is_the_offices():
    user = make_user()
    found = {one["kind"]: one for one in ask(PREFERENCES, viewer=user)["me"]["mailPreferences"]}
    assert found["password_changed"]["isRequired"] and found["password_changed"]["isMailed"]
    assert found["paper_accepted"]["label"] == "Giấy tờ được chấp nhận"
    assert "import_finished" not in found, "it is never mailed"
    assert {one["audience"] for one in found.values()} == {"ACCOUNT", "SHOP"}
    office = ask(PREFERENCES, viewer=make_officer())["me"]["mailPreferences"]
    assert {one["audience"] for one in office} == {"ACCOUNT", "SHOP", "OFFICE"}


def test_a_kind_is_switched_off():
    user = make_user()
    payload = ask(SET, {"input": {"kind": "paper_accepted", "isMailed": False}}, viewer=user)["setMailPreference"]
    assert payload["preference"]["isMailed"] is False and payload["errors"] == []
    found = {one["kind"]: one["isMailed"] for one in ask(PREFERENCES, viewer=user)["me"]["mailPreferences"]}
    assert [kind for kind, is_mailed in found.items() if not is_mailed] == ["paper_accepted"]


@pytest.mark.parametrize(
    ("kind", "viewer"), [("password_changed", True), ("nonsense", True), ("paper_accepted", False)]
)
def test_what_cannot_be_switched_is_refused(kind, viewer):
    user = make_user() if viewer else None
    payload = ask(SET, {"input": {"kind": kind, "isMailed": False}}, viewer=user)["setMailPreference"]
    code, field = ("INVALID", ["kind"]) if viewer else ("UNAUTHENTICATED", None)
    assert payload == {"preference": None, "errors": [{"code": code, "field": field}]}
    assert not MailOptOut.objects.exists()


def test_the_token_of_a_mail_works_without_signing_in():
    user = make_user()
    token = token_for(user.pk, "paper_accepted")
    payload = ask(UNSUBSCRIBE, {"input": {"token": token}})["unsubscribeFromMail"]
    assert payload == {"preference": {"kind": "paper_accepted", "isMailed": False}, "errors": []}
    assert MailOptOut.objects.get().user == user
    payload = ask(UNSUBSCRIBE, {"input": {"token": f"{token}x"}})["unsubscribeFromMail"]
    assert payload == {"preference": None, "errors": [{"code": "INVALID", "field": ["token"]}]}


def test_the_list_is_one_statement_and_the_counts_one_each(rows):
    listed(rows[0].recipient)
    with statements() as ran:
        listed(rows[0].recipient)
    assert len(ran) == 3
