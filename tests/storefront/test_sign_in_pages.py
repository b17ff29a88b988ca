"""Signing in, registering and the account, by plain forms."""

import pytest

from marketplace.models import User
from tests.marketplace.people import PASSWORD, changes_nothing, make_session, make_user, sent_code, user, wrong
from tests.shop import statements
from tests.storefront.filling import client, fill, inside

__all__ = ["changes_nothing", "client", "fill", "inside", "user"]
pytestmark = pytest.mark.django_db
NEW = "một mật khẩu khác hẳn 2027"
PHONE = "+84912345678"
OPEN = ("/dang-nhap/", "/dang-nhap/ma/", "/dang-ky/", "/dang-ky/dien-thoai/", "/quen-mat-khau/")


@pytest.mark.parametrize("address", OPEN)
def test_page_is_well_formed_and_kept_by_nobody(visit, address):
    for language in ("vi", "en"):
        page = visit(address, language=language)
        assert page.stray == [] and len(page.all("h1")) == 1
        assert page.all("meta", name="robots", content="noindex")
        assert page.response.headers["Cache-Control"] == "private, no-store"
        assert not page.all("script") and not [1 for _tag, found in page.elements if "style" in found]
        inputs = {found["id"] for found in page.all("input") if "id" in found}
        assert inputs and inputs <= {found.get("for") for found in page.all("label")}


@pytest.mark.parametrize("login", ["email", "phone"])
def test_a_password_signs_the_browser_in(client, visit, fill, login):
    user = make_user(phone=PHONE, full_name="Nguyễn Thị Lan")
    answer = fill("/dang-nhap/", {"login": getattr(user, login), "password": PASSWORD})
    assert answer.headers["Location"] == "/tai-khoan/"
    assert client.cookies["sessionid"]["httponly"] and client.cookies["sessionid"]["samesite"] == "Lax"
    assert "Xin chào, Nguyễn Thị Lan" in visit("/tai-khoan/").text
    assert visit("/chung-nhan/").has_link("Lan")


def test_strangers_see_the_way_in_and_get_no_cookie(client, visit):
    page = visit("/chung-nhan/")
    assert page.link("Đăng nhập") == "/dang-nhap/"
    assert not client.cookies


def test_knowing_who_visits_costs_one_statement(client, visit, user):
    visit("/chung-nhan/")
    with statements() as before:
        visit("/chung-nhan/")
    client.force_login(user)
    with statements() as after:
        visit("/chung-nhan/")
    assert len(after) == len(before) + 1


def test_a_wrong_password_is_told_and_what_was_typed_stays_but_for_it(fill, user, changes_nothing):
    with changes_nothing():
        page = fill("/dang-nhap/", {"login": user.email, "password": "wrong"}, status=422)
    assert "Email, số điện thoại hoặc mật khẩu không đúng." in page.text
    assert page.all("input", name="login", value=user.email)
    assert page.all("input", name="password", value="")


def test_who_tries_too_often_is_told_how_long_to_wait(fill, user, changes_nothing):
    form = {"login": user.email, "password": "wrong"}
    with changes_nothing():
        for _ in range(5):
            fill("/dang-nhap/", form, status=422)
        page = fill("/dang-nhap/", form, status=429)
    assert "Xin thử lại sau 5 giây." in page.text
    assert page.response.headers["Retry-After"] == "5"


@pytest.mark.parametrize(
    "next", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\evil.example", "/\\evil"]
)
def test_nobody_is_led_to_another_site(fill, user, next):
    answer = fill("/dang-nhap/", {"login": user.email, "password": PASSWORD, "tiep": next})
    assert answer.headers["Location"] == "/tai-khoan/"


@pytest.mark.parametrize("address", [*OPEN, "/dang-xuat/", "/tai-khoan/thiet-bi/", "/tai-khoan/thiet-bi-khac/"])
def test_forms_of_other_sites_are_refused_in_the_shops_words(client, inside, changes_nothing, address):
    with changes_nothing():
        answer = client.post(address, {"login": inside.email, "password": PASSWORD})
    assert answer.status_code == 403
    assert "Chưa có gì thay đổi" in answer.content.decode()


def test_a_code_signs_the_browser_in(fill, visit):
    make_user(phone=PHONE, password=None)
    page = fill("/dang-nhap/ma/", {"login": "0912 345 678", "gui-ma": "1"}, status=200)
    assert "Mã có hiệu lực năm phút" in page.text
    assert page.all("input", name="login", value="0912 345 678") and page.all("input", name="code")
    code = sent_code("SIGN_IN", PHONE)
    page = fill("/dang-nhap/ma/", {"login": "0912 345 678", "code": wrong(code)}, status=422)
    assert "Đây không phải mã" in page.text and page.all("input", name="code")
    assert fill("/dang-nhap/ma/", {"login": "0912 345 678", "code": code}).headers["Location"] == "/tai-khoan/"
    assert PHONE in visit("/tai-khoan/").text


def test_a_number_of_nobody_gets_the_same_page(fill):
    make_user(phone=PHONE)
    known = fill("/dang-nhap/ma/", {"login": "0912345678", "gui-ma": "1"}, status=200)
    unknown = fill("/dang-nhap/ma/", {"login": "0987654321", "gui-ma": "1"}, status=200)
    assert known.text.replace("0912345678", "") == unknown.text.replace("0987654321", "")


def test_what_is_no_number_is_told_beside_its_field(fill, changes_nothing):
    with changes_nothing():
        page = fill("/dang-nhap/ma/", {"login": "nonsense", "gui-ma": "1"}, status=422)
    assert "Đây không phải số điện thoại." in page.text
    assert page.all("input", name="login", aria_invalid="true", aria_describedby="login-says")
    assert not page.all("input", name="code")


def test_an_account_is_opened_by_email(fill, visit):
    form = {"email": "Lan@Example.com", "password": PASSWORD, "fullName": "Nguyễn Thị Lan"}
    assert fill("/dang-ky/", form).headers["Location"] == "/tai-khoan/"
    page = visit("/tai-khoan/")
    assert "lan@example.com chưa được xác nhận" in page.text
    assert page.link("Xác nhận bằng mã") == "/tai-khoan/xac-nhan-email/"
    fill("/tai-khoan/xac-nhan-email/", {"code": sent_code("VERIFY_EMAIL", "lan@example.com")})
    assert "chưa được xác nhận" not in visit("/tai-khoan/").text


def test_a_new_code_to_confirm_with_can_be_asked_for(fill, inside):
    page = fill("/tai-khoan/xac-nhan-email/", {"gui-ma": "1"}, status=200)
    assert f"Mã mới đang được gửi đến {inside.email}" in page.text


def test_an_account_is_opened_by_phone(fill, visit):
    fill("/dang-ky/dien-thoai/", {"phone": "0912 345 678", "fullName": "Lan", "gui-ma": "1"}, status=200)
    form = {"phone": "0912 345 678", "fullName": "Lan", "code": sent_code("REGISTER", PHONE)}
    assert fill("/dang-ky/dien-thoai/", form).headers["Location"] == "/tai-khoan/"
    page = visit("/tai-khoan/")
    assert "Xin chào, Lan" in page.text and page.link("Đặt mật khẩu") == "/quen-mat-khau/"


def test_what_is_wrong_with_a_registration_is_told_beside_its_field(fill, user, changes_nothing):
    with changes_nothing():
        page = fill("/dang-ky/", {"email": user.email, "password": PASSWORD, "fullName": "Lan"}, status=422)
        assert "Đã có tài khoản: xin đăng nhập." in page.text
        assert page.all("input", name="fullName", value="Lan")
        page = fill("/dang-ky/", {"email": "new@example.com", "password": "12345678"}, status=422)
        assert page.all("input", name="password", aria_invalid="true")


def test_a_forgotten_password_is_set_anew(fill, visit, user):
    old = make_session(user)
    fill("/quen-mat-khau/", {"login": user.email, "gui-ma": "1"}, status=200)
    form = {"login": user.email, "code": sent_code("RESET_PASSWORD", user.email)}
    page = fill("/quen-mat-khau/", {**form, "password": "short"}, status=422)
    assert page.all("input", name="password", aria_invalid="true")
    assert fill("/quen-mat-khau/", {**form, "password": NEW}).headers["Location"] == "/tai-khoan/"
    assert User.objects.get().check_password(NEW)
    old.refresh_from_db()
    assert old.ended_at is not None
    assert user.email in visit("/tai-khoan/").text


@pytest.mark.parametrize("address", OPEN)
def test_nothing_that_is_typed_breaks_a_page(fill, address):
    odd = dict.fromkeys(("login", "email", "phone", "fullName", "code"), "\x00<script>�" + "x" * 9000)
    odd = {name: value.encode("utf-8", "replace").decode() for name, value in odd.items()}
    page = fill(address, {**odd, "password": "\0", "gui-ma": "1"}, status=422)
    assert "<script>" not in page.html and page.stray == []
