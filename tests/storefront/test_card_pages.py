"""Paying by card on the site: the one page that loads another's code, and the one that the bank leads back to."""

import re

import pytest
from django.test import Client

from orders.models import Order, Payment, SellerOrder
from orders.tokens import token_of
from tests.orders.cards import PUBLISHABLE_KEY, fake, intent_of
from tests.storefront.test_buying_pages import CART, CHECKOUT, NAMES, add, order, where
from tests.stripe_fake import UNREACHED
from tests.stripe_fake.account import ASKING

__all__ = ["add", "fake"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]
STRIPE_JS = "https://js.stripe.com/endive/stripe.js"


@pytest.fixture
def page_of(client, visit, add, fake):
    """The address of the page on which an order is paid for by card."""
    add(NAMES[0])
    answer = order(client, visit, tra="CARD")
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return answer.headers["Location"]


def form(page):
    [found] = page.all("form", id="card")
    return found


def test_the_card_form_has_what_stripe_wants(fake, visit, page_of):
    page, placed = visit(page_of), Order.objects.get()
    [intent] = fake.intents.values()
    assert form(page)["data-secret"] == intent["client_secret"] and form(page)["data-key"] == PUBLISHABLE_KEY
    assert form(page)["data-back"] == f"http://testserver{page_of}" and token_of(placed.number) in page_of
    assert page.all("script", src=STRIPE_JS) and page.stray == [] and len(page.all("h1")) == 1
    assert page.response.headers["Cache-Control"] == "private, no-store"
    [words] = re.findall(r"<noscript>(.*?)</noscript>", page.response.content.decode())
    assert "không chạy JavaScript" in words and page.all("div", id="card-holder", hidden=None)
    assert not [name for _tag, found in page.elements for name in found if name.startswith("on") or name == "style"]


def test_stripes_code_is_let_in_on_that_page_alone(client, visit, page_of):
    policy = visit(page_of).response.headers["Content-Security-Policy"]
    said = {part.split()[0]: part.split()[1:] for part in policy.split("; ")}
    assert said["script-src"] == ["'self'", "https://js.stripe.com", "https://*.js.stripe.com"]
    assert "https://hooks.stripe.com" in said["frame-src"] and "https://api.stripe.com" in said["connect-src"]
    assert said["default-src"] == ["'self'"] and said["frame-ancestors"] == ["'none'"]
    address = page_of.replace("/the/", "/")
    for other in (CART, CHECKOUT, address, "/"):
        assert "stripe" not in client.get(other).headers["Content-Security-Policy"], other
        assert b"stripe" not in client.get(other).content.lower(), other


def test_back_from_the_bank_the_order_has_reached_the_shops(fake, client, visit, page_of):
    visit(page_of)
    reference = intent_of(Order.objects.get())
    fake.pay(reference, ASKING)
    assert form(visit(page_of))["data-asks"] == "1"
    fake.authenticate(reference)
    back = client.get(f"{page_of}&payment_intent={reference}&redirect_status=succeeded")
    assert back.status_code == 302
    page = visit(back.headers["Location"])
    assert "Cảm ơn bạn!" in page.text and "chờ cửa hàng xác nhận" in page.text and page.stray == []
    assert Payment.objects.get().status == "PAID"
    assert client.get(page_of).status_code == 302


def test_what_the_address_says_of_success_is_not_believed(fake, client, visit, page_of):
    visit(page_of)
    page = visit(f"{page_of}&redirect_status=succeeded")
    assert form(page)["data-secret"] and Payment.objects.get().status == "PENDING"


def test_the_orders_page_leads_to_it(visit, page_of):
    page = visit(page_of.replace("/the/", "/"))
    assert page.all("a", href=page_of) and not page.all("img", **{"class": "pay-code"})
    assert "Vui lòng thanh toán" in page.text and page.stray == []


def test_a_cancelled_order_leads_to_its_page(client, visit, page_of):
    visit(page_of)
    placed = Order.objects.get()
    address, token = page_of.partition("?")[0].replace("/the/", "/"), token_of(placed.number)
    part = visit(page_of.replace("/the/", "/")).all("input", name="part")[0]["value"]
    client.post(f"{address}sua/", {"part": part, "ma": token, "viec": "huy"})
    assert SellerOrder.objects.get().status == "CANCELLED"
    answer = client.get(page_of)
    assert answer.status_code == 302 and "moi" not in answer.headers["Location"]


def test_while_stripe_is_down_the_page_says_so(fake, client, visit, page_of):
    fake.break_next("POST", "/v1/payment_intents", UNREACHED, times=2)
    page = visit(page_of, status=422)
    assert "hiện không trả lời" in page.text and not page.all("form", id="card") and page.all("a", href=page_of)
    assert page.response.headers["Retry-After"] == "5" and page.stray == []
    assert form(visit(page_of))["data-secret"]


def test_others_see_nothing(fake, page_of):
    address, _question, _token = page_of.partition("?")
    for strange in (address, f"{address}?ma={'0' * 32}", "/don-hang/nonsense/the/"):
        assert Client().get(strange).status_code == 404
    assert fake.intents == {}
    assert Client().post(page_of).status_code == 405


def test_without_keys_no_card_is_offered(client, visit, add, settings):
    add(NAMES[0])
    page = visit(where(visit))
    assert {one["value"] for one in page.all("input", name="tra")} == {"COD", "BANK"}
    settings.BANK_TRANSFER_ACCOUNT = ""
    page = visit(where(visit))
    assert {one["value"] for one in page.all("input", name="tra")} == {"COD"}
    assert order(client, visit, tra="CARD").status_code == 302 and Order.objects.get().payment_method == "COD"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_speaks_both_languages(visit, page_of, language):
    page = visit(page_of, language=language)
    assert ("Thanh toán bằng thẻ" if language == "vi" else "Pay by card") in page.text
    assert form(page)["data-language"] == language
