"""A shopper with a real browser, on a telephone and at a desk: from the square through the filters to a product."""

from unittest import mock

import pytest
from PIL import Image as Picture
from playwright.sync_api import Page, expect, sync_playwright

from catalog.demo import load as load_module
from catalog.demo.load import load_demo
from catalog.demo.pictures.pen import SIDE
from marketplace.commands.images import store_drawn_images
from marketplace.commands.places import load_places

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = {"telephone": (360, 740), "tablet": (768, 1024), "desk": (1280, 800)}


@pytest.fixture
def market(live_server, settings, tmp_path):
    """The address of a running shop with the demo catalogue and real (if plain) pictures."""
    settings.MEDIA_ROOT = tmp_path
    load_places(provinces={"36", "37"})
    with mock.patch.object(load_module, "_drawn", _plain_pictures):
        load_demo()
    return live_server.url


def _plain_pictures(products):
    pictures = store_drawn_images([Picture.new("RGB", (SIDE, SIDE), (214, 170, 92))])
    return pictures * len(products)


@pytest.fixture(scope="module")
def browser():
    # playwright keeps an event loop running in this thread, beside which Django refuses its database
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(params=SIZES)
def shopper(request, browser):
    """A tab that notes every complaint of the browser."""
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
    tab = context.new_page()
    tab.complaints = []
    tab.on("console", lambda message: tab.complaints.append(message.text) if message.type != "log" else None)
    tab.on("pageerror", lambda error: tab.complaints.append(str(error)))
    tab.on("requestfailed", lambda failed: tab.complaints.append(failed.url))
    tab.on("response", lambda answer: tab.complaints.append(answer.url) if answer.status >= 400 else None)
    yield tab
    context.close()


def fits(tab: Page) -> None:
    """Nothing sticks out to the side, every picture in sight has come, and the browser has nothing to complain of."""
    widths = tab.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] <= widths[1], f"{tab.url} scrolls sideways: {widths}"
    tab.wait_for_load_state("networkidle")
    broken = tab.evaluate("[...document.images].filter(i => i.complete && !i.naturalWidth).map(i => i.currentSrc)")
    assert broken == []
    assert tab.complaints == []


def test_from_the_square_through_the_filters_to_a_product(market, shopper: Page):
    shopper.goto(market)
    fits(shopper)
    shopper.get_by_role("link", name="Vào chợ").click()
    expect(shopper.get_by_role("heading", level=1)).to_have_text("Sản phẩm")
    fits(shopper)

    fold = shopper.locator("summary")
    if fold.is_visible():  # a telephone keeps the filters folded
        fold.click()
    shopper.get_by_role("checkbox", name="4 trên 5 sao").check()
    shopper.get_by_placeholder("đến").fill("100.000")
    fits(shopper)
    shopper.get_by_role("button", name="Xem sản phẩm").click()
    expect(shopper.get_by_role("group", name="Bộ lọc đang dùng")).to_contain_text("đến 100.000")
    fits(shopper)

    name = shopper.locator(".card-name a").first.inner_text()
    shopper.locator(".card").first.click()
    expect(shopper.get_by_role("heading", level=1)).to_have_text(name)
    expect(shopper.get_by_text("OCOP 4 sao")).to_be_visible()
    fits(shopper)

    shopper.get_by_role("link", name="OCOP 4 sao").click()
    expect(shopper.get_by_role("heading", level=1)).to_have_text("Giấy chứng nhận OCOP")
    fits(shopper)


def test_other_pages_fit_and_speak_english(market, shopper: Page):
    shopper.goto(f"{market}/nha-san-xuat/")
    fits(shopper)
    shopper.get_by_role("button", name="English").click()
    expect(shopper.get_by_role("heading", level=1)).to_have_text("Producers")
    fits(shopper)
    shopper.locator(".shop h3 a").first.click()
    expect(shopper.get_by_text("Who sells here")).to_be_visible()
    fits(shopper)
    shopper.goto(f"{market}/so-lieu/")
    expect(shopper.get_by_role("heading", level=1)).to_have_text("The programme in figures")
    fits(shopper)


def test_keyboard_reaches_the_content_first_and_shows_where_it_is(market, shopper: Page):
    shopper.goto(f"{market}/san-pham/")
    shopper.keyboard.press("Tab")
    skip = shopper.get_by_role("link", name="Đến thẳng nội dung")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    outline = skip.evaluate("element => getComputedStyle(element).outlineStyle")
    assert outline != "none"
    shopper.keyboard.press("Enter")
    expect(shopper.locator("#content")).to_be_focused()
