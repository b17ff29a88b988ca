"""Somebody opens an account, comes back and signs a lost device out: in a real browser, without scripts."""

import pytest
from playwright.sync_api import Page, expect

from marketplace.models import Session
from tests.marketplace.people import PASSWORD, make_session, make_user, sent_code
from tests.storefront.test_browser import SIZES, browser

__all__ = ["browser"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=SIZES)
def shopper(request, browser):
    width, height = SIZES[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="vi-VN", java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def fits(tab: Page) -> None:
    """Nothing sticks out to the side."""
    width = tab.viewport_size["width"]
    for box in tab.locator("header, main, main *, footer").all():
        place = box.bounding_box()
        assert place is None or place["x"] + place["width"] <= width + 1, box.evaluate("element => element.outerHTML")


def press(tab: Page, name: str) -> None:
    tab.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def test_an_account_from_the_door_to_its_devices(live_server, shopper: Page):
    shopper.goto(f"{live_server.url}/chung-nhan/")
    shopper.get_by_role("banner").get_by_role("link", name="Đăng nhập").click()
    fits(shopper)
    shopper.get_by_role("link", name="Mở tài khoản").click()
    shopper.get_by_label("Tên của bạn").fill("Nguyễn Thị Lan")
    shopper.get_by_label("Email").fill("lan@example.com")
    shopper.get_by_label("Mật khẩu").fill("12345678")
    press(shopper, "Mở tài khoản")
    expect(shopper.get_by_text("Mật khẩu này quá phổ biến.")).to_be_visible()
    expect(shopper.get_by_label("Email")).to_have_value("lan@example.com")
    fits(shopper)
    shopper.get_by_label("Mật khẩu").fill(PASSWORD)
    press(shopper, "Mở tài khoản")
    expect(shopper.get_by_role("heading", level=1)).to_have_text("Xin chào, Nguyễn Thị Lan")
    expect(shopper.get_by_text("thiết bị này")).to_be_visible()
    fits(shopper)
    shopper.get_by_role("link", name="Xác nhận bằng mã").click()
    shopper.get_by_label("Mã sáu chữ số").fill(sent_code("VERIFY_EMAIL", "lan@example.com"))
    press(shopper, "Xác nhận")
    expect(shopper.get_by_text("đã xác nhận")).to_be_visible()
    press(shopper, "Đăng xuất")
    expect(shopper.get_by_role("banner").get_by_role("link", name="Đăng nhập")).to_be_visible()


def test_a_code_lets_in_and_a_lost_device_is_signed_out(live_server, shopper: Page):
    user = make_user(phone="+84912345678")
    make_session(user, label="Máy bị mất")
    shopper.goto(f"{live_server.url}/dang-nhap/ma/")
    shopper.get_by_label("Số điện thoại hoặc email").fill("0912 345 678")
    press(shopper, "Gửi mã cho tôi")
    fits(shopper)
    shopper.get_by_label("Mã sáu chữ số").fill(sent_code("SIGN_IN", "+84912345678"))
    press(shopper, "Đăng nhập")
    expect(shopper.get_by_text("Máy bị mất", exact=True).first).to_be_visible()
    fits(shopper)
    press(shopper, "Đăng xuất Máy bị mất")
    expect(shopper.get_by_text("Máy bị mất", exact=True)).to_have_count(0)
    assert Session.objects.filter(user=user, ended_at__isnull=True).count() == 1
