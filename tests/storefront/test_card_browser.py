"""Paying by card in a real browser, under the page's own policy; Stripe's script is a stub that pays at the fake."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from marketplace.graphql.ids import global_id
from orders.tokens import token_of
from tests.orders.cards import AWAITED, PAID, booked, by_card, fake, intent_of
from tests.orders.people import make_goods
from tests.storefront.test_browser import browser
from tests.stripe_fake.account import ASKING, Refusal

__all__ = ["browser", "fake"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCRIPT = "https://js.stripe.com/endive/stripe.js"
STUB = """window.Stripe = (key, options) => ({
  elements: ({ clientSecret }) => ({ clientSecret, create: () => ({ mount: (where) => {
    document.querySelector(where).textContent = `card for ${key} in ${options.locale}`; } }) }),
  confirmPayment: async ({ elements, confirmParams }) => {
    const complaint = await window.payAtStripe(elements.clientSecret);
    if (complaint) return { error: { message: complaint } };
    location.assign(confirmParams.return_url + "&redirect_status=succeeded");
    return new Promise(() => {});
  },
  handleNextAction: async ({ clientSecret }) => { await window.askTheBuyer(clientSecret); return {}; },
});"""


@pytest.fixture
def tab(browser, fake):
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN")
    found = context.new_page()
    found.complaints, found.cards = [], []
    found.on("console", lambda said: found.complaints.append(said.text) if said.type == "error" else None)
    found.on("pageerror", lambda error: found.complaints.append(str(error)))

    def pay(secret):
        try:
            fake.pay(secret.partition("_secret")[0], found.cards.pop(0))
        except Refusal as refusal:
            return str(refusal)
        return None

    found.expose_function("payAtStripe", pay)
    found.expose_function("askTheBuyer", lambda secret: fake.authenticate(secret.partition("_secret")[0]) and None)
    yield found
    context.close()


def stubbed(tab):
    tab.route(SCRIPT, lambda route: route.fulfill(body=STUB, content_type="text/javascript"))


@pytest.fixture
def order(fake):
    return by_card(make_goods())


def address(live_server, order):
    path = reverse("storefront:pay", args=[global_id("Order", order.pk)], query={"ma": token_of(order.number)})
    return live_server.url + path


def test_a_declined_card_and_then_a_good_one(live_server, tab: Page, order):
    stubbed(tab)
    tab.cards = ["pm_card_chargeDeclined", "pm_card_visa"]
    tab.goto(address(live_server, order))
    expect(tab.locator("#card-fields")).to_have_text("card for pk_test_of_the_fake in vi")
    tab.get_by_role("button", name="Thanh toán ngay").click()
    expect(tab.get_by_role("alert")).to_have_text("Your card was declined.")
    assert booked(order) == AWAITED
    tab.get_by_role("button", name="Thanh toán ngay").click()
    expect(tab.get_by_text("Cảm ơn bạn!")).to_be_visible()
    assert booked(order) == PAID and tab.complaints == []


def test_the_bank_asks_on_the_way_back(live_server, tab: Page, order):
    stubbed(tab)
    tab.cards = [ASKING]
    tab.goto(address(live_server, order))
    tab.get_by_role("button", name="Thanh toán ngay").click()
    expect(tab.get_by_text("Cảm ơn bạn!")).to_be_visible()
    assert booked(order) == PAID and tab.complaints == []


def test_where_stripes_script_cannot_come_the_page_says_so(live_server, tab: Page, order):
    tab.route(SCRIPT, lambda route: route.abort())
    tab.goto(address(live_server, order))
    expect(tab.get_by_role("alert")).to_contain_text("Không tải được biểu mẫu thẻ")
    expect(tab.locator("#card")).to_be_hidden()


def test_without_scripts_it_says_so(live_server, browser, order):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(live_server, order))
    expect(page.get_by_text("không chạy JavaScript")).to_be_visible()
    expect(page.locator("#card")).to_be_hidden()
    context.close()
    assert intent_of(order) and booked(order) == AWAITED
