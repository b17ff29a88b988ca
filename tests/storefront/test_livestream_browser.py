"""A viewer and a host with real browsers on telephones: what the host does, the viewer sees without a click."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from livestreams.commands.links import LinkTerms, create_sales_link
from tests.livestreams.people import Session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 360, "height": 740}
PERSON = "Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile"  # a headless browser says that it is a program
PICTURES = os.environ.get("PICTURES_TO", "")  # a folder, for who wants to look


@pytest.fixture(scope="module")
def browser():
    # playwright keeps an event loop running in this thread, beside which Django refuses its database
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield chromium
        chromium.close()


def opened(browser):
    context = browser.new_context(viewport=PHONE, locale="vi-VN", user_agent=PERSON)
    tab = context.new_page()
    tab.set_default_timeout(120_000)
    tab.complaints = []
    tab.on("console", lambda message: tab.complaints.append(message.text) if message.type != "log" else None)
    tab.on("pageerror", lambda error: tab.complaints.append(str(error)))
    return tab


def looks(tab, name):
    """Nothing sticks out to the side."""
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
    if PICTURES:
        tab.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_what_the_host_does_the_viewer_sees(browser, client, live_server):
    session = Session()
    variant = session.goods(left=50, name="Gạo tám xoan Hải Hậu")
    session.goods(left=9, name="Nước mắm Sa Châu")
    session.deal(variant, price=41_000, quota=20)
    session.host()
    terms = LinkTerms(product_ids=[variant.product_id], label="Zalo nhóm 3")
    link = create_sales_link(actor=session.owner, livestream_id=session.pk, terms=terms)
    viewer, host = opened(browser), opened(browser)
    viewer.goto(f"{live_server.url}/livestream/")
    looks(viewer, "list")
    viewer.get_by_role("link", name="Phiên chợ Nam Định").click()
    client.force_login(session.owner)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    host.context.add_cookies([cookie])
    host.goto(f"{live_server.url}/nguoi-ban/livestream/{session.row.slug}/")
    looks(host, "console-planned")
    host.get_by_role("button", name="Phát trực tiếp").click()
    host.get_by_role("button", name="Ghim A1").click()
    host.get_by_role("button", name="Mở giá live").click()
    expect(host.get_by_role("button", name="Đóng giá live")).to_be_visible(timeout=120_000)
    looks(host, "console-live")
    clock = viewer.locator(".live-clock")
    expect(clock).to_contain_text("còn", timeout=120_000)
    expect(viewer.locator(".live-pinned")).to_contain_text("Gạo tám xoan Hải Hậu")
    looks(viewer, "page-live")
    viewer.goto(f"{live_server.url}/l/{link.code}")
    expect(viewer.locator(".variant-price")).to_contain_text("41.000")
    looks(viewer, "product-by-link")
    assert viewer.complaints == [] and host.complaints == []
