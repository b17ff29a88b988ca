"""Searching with a real browser: the box suggests, the chosen hit is counted, and not by whom."""

import json
import time

import pytest
from playwright.sync_api import Page, expect

from catalog.models import Product
from marketplace.shared_store import shared_store
from search import log
from tests.shop import read_for_searches
from tests.storefront.test_browser import browser, fits, market, shopper

__all__ = ["browser", "market", "shopper"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("shopper", ["telephone"], indirect=True),
]


@pytest.fixture
def standing(monkeypatch):
    """What is noted here, once there is something beside the search itself."""
    own = f"test:{id(monkeypatch)}"
    monkeypatch.setattr(log, "LINES", own)

    def lines(number):
        deadline = time.monotonic() + 20
        found = []
        while len(found) < number and time.monotonic() < deadline:
            found = [json.loads(line) for line in shared_store().ask(lambda store: store.lrange(own, 0, -1), [])]
            time.sleep(0.05)
        return found

    yield lines
    shared_store().ask(lambda store: store.delete(own), None)


def test_the_box_suggests_and_the_chosen_hit_is_counted(market, shopper: Page, standing):
    read_for_searches()
    shopper.goto(market)
    box = shopper.get_by_role("combobox").first
    box.press_sequentially("nuoc mam")
    expect(shopper.get_by_role("option").first).to_contain_text("Nước mắm")
    box.press("Enter")
    expect(shopper.get_by_role("heading", level=1)).to_contain_text("nuoc mam")
    fits(shopper)
    first = shopper.locator("[data-query] a[data-product]").first
    slug = first.get_attribute("href").rstrip("/").rpartition("/")[2]
    first.click()
    expect(shopper).to_have_url(f"{market}/san-pham/{slug}/")
    product = Product.objects.get(slug=slug)
    search, choice = standing(2)
    assert search[1:3] == ["nuoc mam", True]
    assert choice[1:3] == ["nuoc mam", product.pk] and choice[3] == search[3]
    assert set(map(type, choice)) == {str, int} and len(choice) == 4  # day, text, product, a hash of the day
    # The tab has left before the answer came, and calls that a failure; the shop has taken it.
    assert set(shopper.complaints) <= {f"{market}/graphql/"}
