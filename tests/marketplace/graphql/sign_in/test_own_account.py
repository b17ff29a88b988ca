"""Password, contact, address and profile of whoever asks."""

import pytest
from django.utils import timezone

from marketplace.models import Session, User
from tests.marketplace.graphql.sign_in.codes import REQUEST, asked_code
from tests.marketplace.people import PASSWORD, bearer, make_session, make_user, sent_code

pytestmark = pytest.mark.django_db
NEW = "một mật khẩu khác hẳn 2027"
RESET = """mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) {
    token { accessToken } user { email } errors { code field } } }"""
CHANGE_PASSWORD = """mutation ($input: ChangePasswordInput!) { changePassword(input: $input) {
    user { email } errors { code field } } }"""
REQUEST_CHANGE = """mutation ($contact: String!) { requestContactChange(input: {contact: $contact}) {
    expiresAt confirmationSentTo errors { code field } } }"""
CHANGE_CONTACT = """mutation ($input: ChangeContactInput!) { changeContact(input: $input) {
    user { email phone } errors { code field } } }"""
VERIFY = """mutation ($code: String!) { verifyEmail(input: {code: $code}) {
    user { isEmailVerified } errors { code field } } }"""
PROFILE = """mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) {
    user { fullName language } errors { code field } } }"""


@pytest.fixture
def user(db):
    return make_user(phone="+84912345678", phone_verified_at=timezone.now())


@pytest.fixture
def headers(user):
    return bearer(make_session(user), timezone.now())


def test_a_forgotten_password_is_set_anew(ask, user, headers):
    code = asked_code(ask, "RESET_PASSWORD", user.email)
    payload = ask(RESET, {"input": {"login": user.email, "code": code, "password": NEW}})["resetPassword"]
    assert (payload["user"], payload["errors"]) == ({"email": user.email}, [])
    assert User.objects.get().check_password(NEW)
    assert Session.objects.filter(ended_at__isnull=True).count() == 1


def test_a_weak_one_is_refused(ask, user, changes_nothing):
    code = asked_code(ask, "RESET_PASSWORD", user.email)
    with changes_nothing():
        payload = ask(RESET, {"input": {"login": user.email, "code": code, "password": "1"}})["resetPassword"]
    assert payload == {"token": None, "user": None, "errors": [{"code": "INVALID", "field": ["password"]}]}


def test_the_password_is_changed_and_the_device_stays(ask, user, headers):
    given = {"oldPassword": PASSWORD, "newPassword": NEW}
    payload = ask(CHANGE_PASSWORD, {"input": given}, headers=headers)["changePassword"]
    assert payload == {"user": {"email": user.email}, "errors": []}
    assert ask("{ me { email } }", headers=headers) == {"me": {"email": user.email}}


def test_a_browser_stays_signed_in_too(ask, api, user):
    api.force_login(user)
    ask(CHANGE_PASSWORD, {"input": {"oldPassword": PASSWORD, "newPassword": NEW}})
    assert ask("{ me { email } }") == {"me": {"email": user.email}}


def test_a_number_is_changed_by_proof_of_both(ask, user, headers):
    asked = ask(REQUEST_CHANGE, {"contact": "0987 654 321"}, headers=headers)["requestContactChange"]
    assert (asked["confirmationSentTo"], asked["errors"]) == ("+84***678", [])
    given = {
        "contact": "0987654321",
        "code": sent_code("NEW_CONTACT", "+84987654321"),
        "confirmation": sent_code("CONTACT_CHANGE", "+84912345678"),
    }
    payload = ask(CHANGE_CONTACT, {"input": given}, headers=headers)["changeContact"]
    assert payload == {"user": {"email": user.email, "phone": "+84987654321"}, "errors": []}


def test_an_address_is_confirmed(ask, user, headers):
    ask(REQUEST, {"input": {"purpose": "VERIFY_EMAIL"}}, headers=headers)
    code = sent_code("VERIFY_EMAIL", user.email)
    payload = ask(VERIFY, {"code": code}, headers=headers)["verifyEmail"]
    assert payload == {"user": {"isEmailVerified": True}, "errors": []}


def test_the_profile_is_updated(ask, headers):
    payload = ask(PROFILE, {"input": {"fullName": "Trần Thị Mai", "language": "en"}}, headers=headers)
    assert payload["updateProfile"] == {"user": {"fullName": "Trần Thị Mai", "language": "en"}, "errors": []}


STRANGERS = {
    CHANGE_PASSWORD: {"input": {"oldPassword": PASSWORD, "newPassword": NEW}},
    REQUEST_CHANGE: {"contact": "0987654321"},
    CHANGE_CONTACT: {"input": {"contact": "0987654321", "code": "123456", "confirmation": "123456"}},
    VERIFY: {"code": "123456"},
    PROFILE: {"input": {"fullName": "Mai"}},
    REQUEST: {"input": {"purpose": "VERIFY_EMAIL"}},
}


@pytest.mark.parametrize(("source", "variables"), STRANGERS.items())
def test_strangers_are_refused(ask, user, changes_nothing, source, variables):
    with changes_nothing():
        [payload] = ask(source, variables).values()
    assert payload["errors"] == [{"code": "UNAUTHENTICATED", "field": None}]
    assert not any(value for name, value in payload.items() if name != "errors")


@pytest.mark.parametrize(
    ("source", "variables", "error"),
    [
        (
            CHANGE_PASSWORD,
            {"input": {"oldPassword": "x", "newPassword": NEW}},
            ("CREDENTIALS_WRONG", ["oldPassword"]),
        ),
        (REQUEST_CHANGE, {"contact": "nonsense"}, ("INVALID", ["contact"])),
        (
            CHANGE_CONTACT,
            {"input": {"contact": "0987654321", "code": "1", "confirmation": "2"}},
            ("CODE_EXPIRED", ["code"]),
        ),
        (VERIFY, {"code": "123456"}, ("CODE_EXPIRED", ["code"])),
        (PROFILE, {"input": {"fullName": " "}}, ("REQUIRED", ["fullName"])),
    ],
)
def test_what_is_not_valid_is_refused(ask, user, headers, changes_nothing, source, variables, error):
    with changes_nothing():
        [payload] = ask(source, variables, headers=headers).values()
    assert [(one["code"], one["field"]) for one in payload["errors"]] == [error]
