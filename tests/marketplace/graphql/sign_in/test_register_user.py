import pytest

from marketplace.models import User
from tests.marketplace.graphql.sign_in.codes import asked_code
from tests.marketplace.people import PASSWORD, make_user

pytestmark = pytest.mark.django_db
REGISTER = """mutation ($input: RegisterUserInput!) { registerUser(input: $input) {
    token { accessToken } user { email phone isEmailVerified isPhoneVerified hasPassword language fullName }
    errors { code field } } }"""
ME = "{ me { email phone } }"


@pytest.fixture
def register(ask):
    def register(**given):
        return ask(REGISTER, {"input": given})["registerUser"]

    return register


def test_by_email_an_app_is_signed_in(register, ask):
    payload = register(email="Lan@Example.com", password=PASSWORD, fullName="Lan", deviceName="Máy")
    assert payload["user"] == {
        "email": "lan@example.com",
        "phone": None,
        "isEmailVerified": False,
        "isPhoneVerified": False,
        "hasPassword": True,
        "language": "en",
        "fullName": "Lan",
    }
    headers = {"Authorization": f"Bearer {payload['token']['accessToken']}"}
    assert ask(ME, headers=headers) == {"me": {"email": "lan@example.com", "phone": None}}


def test_by_phone_a_browser_is_signed_in(register, ask):
    code = asked_code(ask, "REGISTER", "0912 345 678")
    payload = register(phone="0912 345 678", code=code, kind="WEB", language="vi")
    assert payload["token"] is None
    assert payload["user"]["isPhoneVerified"] and not payload["user"]["hasPassword"]
    assert ask(ME) == {"me": {"email": None, "phone": "+84912345678"}}


@pytest.mark.parametrize("given", [{}, {"email": "lan@example.com", "phone": "0912345678"}])
def test_one_of_address_and_number_is_wanted(register, changes_nothing, given):
    with changes_nothing():
        payload = register(password=PASSWORD, **given)
    assert payload == {"token": None, "user": None, "errors": [{"code": "INVALID", "field": ["email"]}]}


def test_an_address_that_has_an_account_is_refused(register, changes_nothing):
    make_user(email="lan@example.com")
    with changes_nothing():
        payload = register(email="lan@example.com", password=PASSWORD)
    assert payload["errors"] == [{"code": "DUPLICATE", "field": ["email"]}]
    assert User.objects.count() == 1
