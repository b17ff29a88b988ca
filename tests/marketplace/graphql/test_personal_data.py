"""Taking one's data away and leaving, through the API."""

import io
import zipfile

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from marketplace.graphql.ids import global_id
from marketplace.models import User
from tests.marketplace.people import PASSWORD, bearer, make_session, make_user
from tests.sellers.conftest import no_broker, private_folder
from tests.sellers.graphql.asking import codes, written

__all__ = ["no_broker", "private_folder"]
pytestmark = pytest.mark.django_db
OWN = "user { id erasureDueAt }"


def over_http(user, name, input, fields):
    """A proof is counted by the device's address: there has to be one."""
    kind = f"{name[0].upper()}{name[1:]}Input"
    query = f"mutation ($input: {kind}!) {{ {name}(input: $input) {{ {fields} errors {{ code field }} }} }}"
    headers = bearer(make_session(user), timezone.now())
    body = {"query": query, "variables": {"input": input}}
    told = Client().post("/graphql/", body, content_type="application/json", headers=headers).json()
    assert "errors" not in told, told
    return told["data"][name]


def test_the_archive_is_fetched_where_the_answer_says():
    user = make_user()
    payload = written(user, "exportPersonalData", {}, "downloadPath expiresAt", now=timezone.now())
    assert payload["errors"] == []
    answer = Client().get(payload["downloadPath"], headers=bearer(make_session(user), timezone.now()))
    assert zipfile.ZipFile(io.BytesIO(answer.getvalue())).namelist() == ["data.json"]


def test_an_account_goes_and_stays():
    user = make_user()
    asked = over_http(user, "requestErasure", {"proof": PASSWORD}, OWN)
    assert asked["errors"] == [] and asked["user"]["erasureDueAt"] is not None
    kept = over_http(user, "cancelErasure", {}, OWN)
    assert kept == {"errors": [], "user": {"id": global_id("User", user.pk), "erasureDueAt": None}}


def test_a_wrong_proof_changes_nothing():
    user = make_user()
    refused = over_http(user, "requestErasure", {"proof": "wrong"}, OWN)
    assert codes(refused) == [("CREDENTIALS_WRONG", ["proof"])]
    assert User.objects.get(pk=user.pk).erasure_due_at is None


def test_administrators_erase_and_keep_others_and_are_shown_nothing_of_them():
    administrator, user = User.objects.create_superuser("admin@ocop.example", "secret-0"), make_user()
    over_http(user, "requestErasure", {"proof": PASSWORD}, OWN)
    given = {"user": global_id("User", user.pk)}
    assert written(administrator, "cancelErasure", given, OWN) == {"errors": [], "user": None}
    assert User.objects.get(pk=user.pk).erasure_due_at is None
    assert written(administrator, "eraseAccount", given, "erasedAt")["erasedAt"] is not None
    assert codes(written(administrator, "eraseAccount", given, "erasedAt")) == [("NOT_FOUND", ["user"])]


@pytest.mark.parametrize(
    ("name", "given"), [("exportPersonalData", {}), ("requestErasure", {"proof": "x"}), ("cancelErasure", {})]
)
def test_strangers_have_nothing_to_take_or_lose(name, given):
    assert codes(written(AnonymousUser(), name, given, "__typename")) == [("UNAUTHENTICATED", None)]
