"""My account: devices, name, contact and password, by plain forms."""

import pytest

from marketplace.graphql.ids import global_id
from marketplace.models import Session
from tests.marketplace.people import PASSWORD, changes_nothing, make_session, make_user, sent_code, user
from tests.shop import statements
from tests.storefront.filling import client, fill, inside

__all__ = ["changes_nothing", "client", "fill", "inside", "user"]
pytestmark = pytest.mark.django_db
NEW = "một mật khẩu khác hẳn 2027"
PHONE = "+84912345678"
OWN = (
    *("/tai-khoan/", "/tai-khoan/ho-so/", "/tai-khoan/lien-he/", "/tai-khoan/xac-nhan-email/"),
    "/tai-khoan/mat-khau/",
)


@pytest.mark.parametrize("address", OWN)
def test_own_pages_are_well_formed(visit, inside, address):
    for language in ("vi", "en"):
        page = visit(address, language=language)
        assert page.stray == [] and len(page.all("h1")) == 1
        assert page.response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", OWN)
def test_own_pages_lead_strangers_to_the_door_and_back(client, visit, fill, user, address):
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/dang-nhap/?tiep={address.replace('/', '%2F')}"
    back = fill(answer.headers["Location"], {"login": user.email, "password": PASSWORD, "tiep": address})
    assert back.headers["Location"] == address


def test_the_password_is_changed(fill, visit, inside):
    form = {"oldPassword": PASSWORD, "newPassword": NEW}
    page = fill("/tai-khoan/mat-khau/", {**form, "oldPassword": "wrong"}, status=422)
    assert "Đây không phải mật khẩu của bạn." in page.text
    fill("/tai-khoan/mat-khau/", form)
    assert inside.email in visit("/tai-khoan/").text


def test_the_offices_own_page_for_it_leads_here(client, inside):
    answer = client.get("/admin/password_change/")
    assert answer.headers["Location"] == "/tai-khoan/mat-khau/"


def test_name_and_language_are_changed(fill, visit, inside):
    fill("/tai-khoan/ho-so/", {"fullName": "Trần Thị Mai", "language": "en"})
    assert "Trần Thị Mai" in visit("/tai-khoan/").text
    page = fill("/tai-khoan/ho-so/", {"fullName": " ", "language": "en"}, status=422)
    assert page.all("input", name="fullName", aria_invalid="true")


def test_an_address_is_changed_by_proof_of_both(fill, visit, inside):
    page = fill("/tai-khoan/lien-he/", {"contact": "moi@example.com", "gui-ma": "1"}, status=200)
    assert page.all("input", name="confirmation", type="password")
    form = {"contact": "moi@example.com", "code": sent_code("NEW_CONTACT", "moi@example.com")}
    page = fill("/tai-khoan/lien-he/", {**form, "confirmation": "wrong"}, status=422)
    assert page.all("input", name="confirmation", type="password", aria_invalid="true")
    fill("/tai-khoan/lien-he/", {**form, "confirmation": PASSWORD})
    assert "moi@example.com" in visit("/tai-khoan/").text


def test_a_number_is_changed_by_two_codes(client, fill, visit):
    user = make_user(phone=PHONE, phone_verified_at="2026-01-01T00:00Z")
    client.force_login(user)
    page = fill("/tai-khoan/lien-he/", {"contact": "0987654321", "gui-ma": "1"}, status=200)
    assert "+84***678" in page.text
    codes = {"code": sent_code("NEW_CONTACT", "+84987654321"), "confirmation": sent_code("CONTACT_CHANGE", PHONE)}
    page = fill(
        "/tai-khoan/lien-he/",
        {"contact": "0987654321", "confirmationSentTo": "+84***678", **codes, "code": "1"},
        status=422,
    )
    assert "+84***678" in page.text
    fill("/tai-khoan/lien-he/", {"contact": "0987654321", **codes})
    assert "+84987654321" in visit("/tai-khoan/").text


def test_another_device_is_signed_out(fill, visit, inside):
    other = make_session(inside, label="Máy cũ")
    page = visit("/tai-khoan/")
    assert "Máy cũ" in page.text and "thiết bị này" in page.text
    [device] = page.all("input", name="session")
    fill("/tai-khoan/", {"session": device["value"]}, at="/tai-khoan/thiet-bi/")
    other.refresh_from_db()
    assert other.ended_at is not None
    assert "Máy cũ" not in visit("/tai-khoan/").text


def test_all_other_devices_are_signed_out(fill, visit, inside):
    make_session(inside), make_session(inside)
    fill("/tai-khoan/", {}, at="/tai-khoan/thiet-bi-khac/")
    assert Session.objects.filter(ended_at__isnull=True).count() == 1
    assert "Đăng xuất mọi thiết bị khác" not in visit("/tai-khoan/").text


def test_devices_of_others_stay(fill, inside, changes_nothing):
    stranger = make_session()
    for id in (global_id("Session", stranger.pk), "nonsense", ""):
        with changes_nothing():
            fill("/tai-khoan/", {"session": id}, at="/tai-khoan/thiet-bi/")


def test_the_browser_signs_out(client, fill, visit, inside):
    old = client.cookies["sessionid"].value
    assert fill("/tai-khoan/", {}, at="/dang-xuat/").headers["Location"] == "/"
    client.cookies["sessionid"] = old
    assert client.get("/tai-khoan/").status_code == 302


def test_statements_do_not_grow_with_the_devices(visit, inside):
    counts = []
    for size in (10, 90):
        while Session.objects.count() < size:
            make_session(inside)
        visit("/tai-khoan/")
        with statements() as ran:
            visit("/tai-khoan/")
        counts.append(len(ran))
    assert counts == [5, 5]
