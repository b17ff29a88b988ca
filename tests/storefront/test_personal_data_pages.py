"""My data, leaving and staying, by plain forms."""

import io
import zipfile

import pytest

from marketplace.models import CodePurpose, User
from sellers.models import Member, Role
from tests.catalog.factories import make_seller
from tests.marketplace.people import PASSWORD, make_user, sent_code, user
from tests.storefront.filling import client, fill, inside

__all__ = ["client", "fill", "inside", "user"]
pytestmark = pytest.mark.django_db
DATA, LEAVE, STAY = "/tai-khoan/du-lieu/", "/tai-khoan/xoa/", "/tai-khoan/giu-lai/"


@pytest.mark.parametrize("address", [DATA, LEAVE])
def test_pages_are_well_formed_and_ones_own(client, visit, fill, user, address):
    assert client.get(address).headers["Location"].startswith("/dang-nhap/")
    client.force_login(user)
    for language in ("vi", "en"):
        page = visit(address, language=language)
        assert page.stray == [] and len(page.all("h1")) == 1
        assert page.response.headers["Cache-Control"] == "private, no-store"


def test_the_data_is_downloaded(client, fill, inside):
    answer = client.get(fill(DATA, {}).headers["Location"])
    assert answer.status_code == 200
    assert inside.email in zipfile.ZipFile(io.BytesIO(answer.getvalue())).read("data.json").decode()


def test_one_leaves_by_the_password_and_stays_by_a_button(fill, visit, inside):
    page = fill(LEAVE, {"proof": "wrong"}, status=422)
    assert page.all("input", name="proof", aria_invalid="true")
    fill(LEAVE, {"proof": PASSWORD})
    assert User.objects.get(pk=inside.pk).erasure_due_at is not None
    assert "Giữ tài khoản" in visit("/tai-khoan/").text
    assert fill("/tai-khoan/", {}, at=STAY).headers["Location"] == "/tai-khoan/"
    assert User.objects.get(pk=inside.pk).erasure_due_at is None
    assert "Giữ tài khoản" not in visit("/tai-khoan/").text


def test_without_a_password_a_code_proves_it(client, fill):
    person = make_user(password=None, email=None, phone="+84912345671")
    client.force_login(person)
    page = fill(LEAVE, {"gui-ma": "1"}, status=200)
    assert page.all("input", name="proof", inputmode="numeric")
    fill(LEAVE, {"proof": sent_code(CodePurpose.ERASE_ACCOUNT, person.phone)})
    assert User.objects.get(pk=person.pk).erasure_due_at is not None


def test_the_last_owner_is_told_what_to_do_first(fill, inside):
    Member.objects.create(seller=make_seller(name="Làng Nhót"), user=inside, role=Role.OWNER)
    page = fill(LEAVE, {"proof": PASSWORD}, status=422)
    assert "Làng Nhót" in page.text
    assert User.objects.get(pk=inside.pk).erasure_due_at is None
