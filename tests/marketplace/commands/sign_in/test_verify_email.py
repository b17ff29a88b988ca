from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from marketplace.access.devices import Device
from marketplace.commands.sign_in.request_code import request_code
from marketplace.commands.sign_in.verified import verify_email
from marketplace.errors import DomainError
from marketplace.models import CodePurpose
from tests.marketplace.people import make_user, sent_code, wrong

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
HERE = Device("máy này", "192.0.2.7")


def ask(user):
    request_code(actor=user, purpose=CodePurpose.VERIFY_EMAIL, to=None, device=HERE, now=NOW)
    return sent_code(CodePurpose.VERIFY_EMAIL, user.email)


def refused(actor, code):
    with pytest.raises(DomainError) as error:
        verify_email(actor=actor, code=code, device=HERE, now=NOW)
    return error.value.code


def test_the_code_confirms_the_address(user):
    verify_email(actor=user, code=ask(user), device=HERE, now=NOW)
    user.refresh_from_db()
    assert user.email_verified_at == NOW


def test_others_cannot_use_it(user, changes_nothing):
    code = ask(user)
    other = make_user()
    with changes_nothing():
        assert refused(user, wrong(code)) == "CODE_WRONG"
        assert refused(other, code) == "CODE_EXPIRED"
        assert refused(AnonymousUser(), code) == "UNAUTHENTICATED"


def test_an_account_without_an_address_has_none_to_confirm(changes_nothing):
    user = make_user(phone="+84912345678", email=None)
    with changes_nothing():
        assert refused(user, "123456") == "INVALID"
        with pytest.raises(DomainError):
            request_code(actor=user, purpose=CodePurpose.VERIFY_EMAIL, to=None, device=HERE, now=NOW)
