import pytest

from marketplace.models import OneTimeCode, OutboxEvent
from tests.marketplace.graphql.sign_in.codes import REQUEST
from tests.marketplace.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_code(ask):
    def request_code(**given):
        return ask(REQUEST, {"input": given})["requestCode"]

    return request_code


def test_the_answer_does_not_tell_whether_anybody_has_the_number(request_code):
    make_user(phone="0912345678")
    known = request_code(purpose="SIGN_IN", to="0912345678")
    unknown = request_code(purpose="SIGN_IN", to="0987654321")
    for payload in (known, unknown):
        assert payload["errors"] == [] and payload["expiresAt"]
    assert OneTimeCode.objects.count() == OutboxEvent.objects.count() == 2


def test_what_is_no_number_is_refused(request_code, changes_nothing):
    with changes_nothing():
        payload = request_code(purpose="SIGN_IN", to="nonsense")
    assert payload == {"expiresAt": None, "errors": [{"code": "INVALID", "field": ["to"]}]}


def test_codes_of_changes_cannot_be_asked_for_here(api, changes_nothing):
    with changes_nothing():
        body = {"query": REQUEST, "variables": {"input": {"purpose": "CONTACT_CHANGE", "to": "0912345678"}}}
        answer = api.post("/graphql/", body, content_type="application/json")
    assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
