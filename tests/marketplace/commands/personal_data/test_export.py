"""Taking one's data away: all of one's own, nothing of anybody else's, and no secrets."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.test import Client
from django.utils import timezone

from marketplace.commands.personal_data import export
from marketplace.commands.personal_data.export import read_export, request_export
from marketplace.commands.sign_in.throttle import RateLimited
from marketplace.errors import NotFound, Unauthenticated
from marketplace.models import AuditEntry
from sellers.models import Member
from tests.catalog.factories import make_seller
from tests.marketplace.commands.personal_data.lives import lived
from tests.marketplace.people import PASSWORD, bearer, make_session, make_user
from tests.sellers.conftest import no_broker, private_folder
from tests.shop import statements

__all__ = ["no_broker", "private_folder"]
pytestmark = pytest.mark.django_db


def taken(user, **given):
    token = request_export(actor=user, **given).token
    return zipfile.ZipFile(io.BytesIO(b"".join(read_export(actor=user, token=token))))


def data_of(archive):
    return json.loads(archive.read("data.json"))


def test_it_holds_every_list_and_the_persons_own_papers():
    user = lived("nhai@example.com", "Nguyễn Thị Nhài")
    archive = taken(user)
    data = data_of(archive)
    filled = {name for name, rows in data.items() if rows}
    assert filled >= {"account", "devices", "notices", "codes_sent", "trail", "shops", "applications", "papers"}
    assert data["account"][0]["email"] == "nhai@example.com"
    [paper] = [name for name in archive.namelist() if name.startswith("papers/")]
    assert archive.read(paper)


def test_without_files_when_those_are_not_wanted():
    assert taken(lived("nhai@example.com", "Nhài"), include_files=False).namelist() == ["data.json"]


def test_nothing_of_others_and_nothing_that_opens_doors():
    user, other = lived("nhai@example.com", "Nguyễn Thị Nhài"), lived("khac@example.com", "Trần Văn Khác")
    text = taken(user).read("data.json").decode()
    assert "khac@example.com" not in text and "Khác" not in text
    assert user.password not in text and PASSWORD not in text and "argon2" not in text
    assert other.email in taken(other).read("data.json").decode()


def test_papers_of_a_shop_that_one_has_left_stay_there():
    user = lived("nhai@example.com", "Nguyễn Thị Nhài")
    Member.objects.filter(user=user).delete()
    assert taken(user).namelist() == ["data.json"]


def test_it_is_in_the_trail_and_counted():
    user = make_user()
    for _ in range(export.EXPORTS.free):
        request_export(actor=user)
    entries = AuditEntry.objects.filter(action="export_personal_data", actor=user)
    assert entries.count() == export.EXPORTS.free
    with pytest.raises(RateLimited):
        request_export(actor=user)
    assert entries.count() == export.EXPORTS.free


def test_the_token_is_its_owners_and_ends(monkeypatch):
    user, other = make_user(), make_user()
    token = request_export(actor=user).token
    for reader, given, refusal in (
        (AnonymousUser(), token, Unauthenticated),
        (other, token, NotFound),
        (user, token + "x", NotFound),
        (user, signing.dumps([user.pk, True], salt="another"), NotFound),
    ):
        with pytest.raises(refusal):
            read_export(actor=reader, token=given)
    monkeypatch.setattr(export, "LIFETIME", timedelta(seconds=-1))
    with pytest.raises(NotFound):
        read_export(actor=user, token=token)


def test_statements_do_not_grow_with_what_is_held():
    user = make_user()
    counts = []
    for more in (1, 40):
        for _ in range(more):
            make_session(user)
            Member.objects.create(seller=make_seller(), user=user, role="STAFF")
        token = request_export(actor=user).token
        with statements() as ran:
            archive = zipfile.ZipFile(io.BytesIO(b"".join(read_export(actor=user, token=token))))
        counts.append(len(ran))
        assert len(data_of(archive)["shops"]) >= more
    assert counts[0] == counts[1]


def test_the_address_of_the_download(client):
    user = make_user()
    token = request_export(actor=user).token
    address = f"/files/my-data/{token}.zip"
    assert Client().get(address).status_code == 401
    stranger = bearer(make_session(), timezone.now())
    assert Client().get(address, headers=stranger).status_code == 404
    answer = Client().get(address, headers=bearer(make_session(user), timezone.now()))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "data.json" in zipfile.ZipFile(io.BytesIO(answer.getvalue())).namelist()
