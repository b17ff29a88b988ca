import pytest
from django.contrib.auth.models import AnonymousUser

from marketplace.commands.sign_in.update_profile import update_profile
from marketplace.errors import DomainError

pytestmark = pytest.mark.django_db


def test_name_and_language_change_and_what_is_left_out_stays(user):
    update_profile(actor=user, full_name=" Trần  Thị Mai ")
    update_profile(actor=user, language="en")
    user.refresh_from_db()
    assert (user.full_name, user.language) == ("Trần Thị Mai", "en")


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"full_name": " "}, "REQUIRED", ["fullName"]),
        ({"full_name": "x" * 151}, "INVALID", ["fullName"]),
        ({"full_name": "Mai", "language": "fr"}, "INVALID", ["language"]),
    ],
)
def test_what_is_not_valid_is_refused(user, changes_nothing, given, code, field):
    with changes_nothing(), pytest.raises(DomainError) as refused:
        update_profile(actor=user, **given)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_strangers_have_no_profile(changes_nothing):
    with changes_nothing(), pytest.raises(DomainError) as refused:
        update_profile(actor=AnonymousUser(), full_name="Mai")
    assert refused.value.code == "UNAUTHENTICATED"
