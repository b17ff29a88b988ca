"""The desks of office and shop with a real browser and without scripts: nothing is cut off on a phone."""

import pytest
from playwright.sync_api import Page, expect

from orders.commands.payments.remittances import import_remittances
from orders.commands.payouts.batches import draw_up_payouts
from orders.commands.review_moderation import hide_review
from tests.marketplace.people import PASSWORD, make_user
from tests.orders.payouts.shops import shop, sold
from tests.orders.people import make_goods, make_member
from tests.orders.test_payments import come, statuses, unpaid
from tests.orders.vouchers import make_voucher, percent
from tests.storefront.test_browser import browser
from tests.storefront.test_office_reviews_page import Reported
from tests.storefront.test_review_browser import sign_in
from tests.storefront.test_sign_in_browser import fits, shopper

__all__ = ["browser", "shopper"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def officer():
    return make_user(is_superuser=True, is_staff=True)


def test_the_money_on_a_phone(live_server, officer, shopper: Page):
    sold(shop(name="Hợp tác xã Giao Thủy")[0], 200_000)
    draw_up_payouts(actor=officer)
    waits, more = unpaid(make_goods(price=50_000)), unpaid(make_goods(price=50_000))
    come(waits, 50_000, "FT26330009999", "Khách chuyển tiền mua gạo tám xoan " + "x" * 80, payer="NGUYEN THI HOA")
    come(more, 60_000, "FT26330000002")
    import_remittances(actor=officer, text="reference,code,amount\nDS-2026-11,GHNLAKHONGBIET,70000\n")
    sign_in(shopper, live_server.url, officer, "/van-phong/tien/")
    expect(shopper.get_by_role("heading", name="Tiền chờ xử lý")).to_be_visible()
    fits(shopper)
    shopper.get_by_label("Nội dung thanh toán hoặc mã đơn hàng").fill(waits.number)
    shopper.get_by_role("button", name="Khớp", exact=True).first.click()
    expect(shopper.get_by_role("status")).to_contain_text("đơn hàng đã được thanh toán")
    assert statuses(waits) == ["PLACED"]


def test_reviews_and_vouchers_on_a_phone(live_server, officer, shopper: Page):
    case = Reported()
    hide_review(actor=officer, review_id=Reported().said.pk, ground="SPAM", reason="Quảng cáo trang khác.")
    sign_in(shopper, live_server.url, officer, "/van-phong/danh-gia/")
    fits(shopper)
    shopper.get_by_text("Bỏ qua báo cáo").first.click()
    shopper.get_by_label("Lý do (lưu vào nhật ký)").first.fill("Ý kiến thật của người mua")
    shopper.get_by_role("button", name="Bỏ qua báo cáo").click()
    expect(shopper.get_by_role("status")).to_contain_text("Đã bỏ qua các báo cáo")
    assert not case.said.reports.filter(settled_at=None).exists()

    make_voucher("TRUNGTHU", seller=case.goods.seller, name="Mừng Trung thu", **percent(1_250, 50_000))
    make_voucher("HETLUOT", seller=case.goods.seller, most_uses=1, uses=1)
    owner = make_member(case.goods.seller)
    owner.set_password(PASSWORD)
    owner.save()
    shopper.context.clear_cookies()
    sign_in(shopper, live_server.url, owner, "/nguoi-ban/phieu-giam-gia/")
    expect(shopper.get_by_role("heading", name="Tạo phiếu giảm giá")).to_be_visible()
    fits(shopper)
