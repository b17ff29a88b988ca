"""A buyer with a real browser and without scripts: writes a review with a photo, finds it, saves and follows."""

import pytest
from playwright.sync_api import Page, expect

from catalog.commands.ratings import note_rating
from marketplace.commands.images import make_renditions
from marketplace.event_payloads import event_from
from marketplace.graphql.ids import global_id
from marketplace.models import Image, OutboxEvent
from orders.commands.review_replies import reply_to_review
from orders.models import Review
from tests.marketplace.images.pictures import encoded, picture
from tests.marketplace.people import PASSWORD
from tests.orders.people import make_goods
from tests.orders.reviewed import Bought
from tests.storefront.test_browser import browser
from tests.storefront.test_sign_in_browser import fits, shopper

__all__ = ["browser", "shopper"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAID = "Gạo thơm, cơm dẻo, để nguội vẫn ngon. Đóng gói hai lớp, giao đúng hẹn.\n\nSẽ mua lại cho cả nhà."
ANSWER = "Cảm ơn bạn đã tin dùng gạo của hợp tác xã. Vụ mới có vào cuối tháng 11."


@pytest.fixture
def case(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    goods = make_goods(left=90, name="Gạo tám xoan Hải Hậu")
    for stars, text in ((5, "Ngon"), (4, ""), (3, "Hơi khô, nhưng thơm."), (5, "Tuyệt vời")):
        Bought(goods=goods).review(stars=stars, text=text)
    return Bought(goods=goods)


def caught_up():
    """What workers do in the background."""
    for image in Image.objects.filter(byte_count__gt=1):
        make_renditions(image_id=image.pk)
    for event in OutboxEvent.objects.filter(name__in=("ReviewPosted", "ReviewEdited")).order_by("pk"):
        note_rating(event_from(event.name, event.payload))


def file(width):
    return {"name": f"{width}.jpg", "mimeType": "image/jpeg", "buffer": encoded(picture(width, 900))}


def sign_in(tab, home, user, then, password=PASSWORD):
    tab.goto(f"{home}/dang-nhap/?tiep={then}")
    tab.locator("#login").fill(user.email or user.phone)
    tab.locator("#password").fill(password)
    tab.get_by_role("button", name="Đăng nhập", exact=True).last.click()


def test_from_the_order_to_the_products_page(live_server, case, shopper: Page):
    home = live_server.url
    sign_in(shopper, home, case.buyer, f"/don-hang/{global_id('Order', case.order.pk)}/")
    fits(shopper)
    shopper.get_by_role("link", name="Viết đánh giá").click()
    fits(shopper)
    shopper.get_by_role("radio", name="5 trên 5 sao").check()
    shopper.locator("#text").fill(SAID)
    shopper.locator("#photos").set_input_files([file(1200), file(800)])
    shopper.get_by_role("button", name="Đăng đánh giá").click()
    expect(shopper.get_by_role("link", name="Đánh giá của bạn")).to_be_visible()
    fits(shopper)
    caught_up()
    review = Review.objects.latest("pk")
    reply_to_review(actor=case.owner, review_id=review.pk, text=ANSWER)

    shopper.get_by_role("link", name="Đánh giá của bạn").click()
    expect(shopper.get_by_role("button", name="Gỡ")).to_have_count(2)
    fits(shopper)
    shopper.goto(f"{home}/san-pham/{case.goods.product.slug}/")
    expect(shopper.get_by_text("Cảm ơn bạn đã tin dùng")).to_be_visible()
    expect(shopper.locator(".review-photos img")).to_have_count(2)
    fits(shopper)
    shopper.get_by_role("link", name="3 trên 5 sao").click()
    expect(shopper.locator(".review-list > li")).to_have_count(1)

    shopper.get_by_role("button", name="Lưu lại").first.click()
    expect(shopper.get_by_role("button", name="Đã lưu").first).to_be_visible()
    shopper.goto(f"{home}/tai-khoan/da-luu/")
    fits(shopper)
    shopper.goto(f"{home}/nha-san-xuat/{case.goods.seller.slug}/")
    shopper.get_by_role("button", name="Theo dõi cửa hàng").click()
    fits(shopper)
    shopper.goto(f"{home}/tai-khoan/theo-doi/")
    fits(shopper)
    shopper.goto(f"{home}/danh-gia/{global_id('Review', Review.objects.first().pk)}/bao-cao/")
    fits(shopper)


def test_the_shop_answers(live_server, case, shopper: Page):
    sign_in(shopper, live_server.url, case.owner, "/nguoi-ban/danh-gia/", password="secret-0")
    fits(shopper)
    shopper.locator("summary").first.click()
    shopper.locator("textarea").first.fill(ANSWER)
    shopper.locator(".review-desk button").first.click()  # the fold is a button to readers, too
    expect(shopper.locator(".review-reply").first).to_contain_text(ANSWER)
    fits(shopper)
