"""The pages for trying queries, in a real browser: GraphiQL from its npm package, and the small one of our own."""

import fcntl

import pytest
from django.conf import settings
from playwright.sync_api import expect, sync_playwright

from config.runtime import graphiql
from marketplace.graphql.http import graphiql as page
from tests.catalog.factories import make_product

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUERY = "{ products { totalCount nodes { name } } }"


@pytest.fixture(autouse=True)
def written():
    """The real schema, not the small shop of this folder's other tests."""


@pytest.fixture
def tab(monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        opened = browser.new_context(locale="vi-VN").new_page()
        opened.complaints = []
        opened.on("console", lambda message: opened.complaints.append(message.text))
        opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.on("requestfailed", lambda failed: opened.complaints.append(failed.url))
        yield opened
        browser.close()


@pytest.fixture
def graphiql_files():
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.VAR_DIR / "graphiql.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not graphiql.is_built(settings.GRAPHIQL_ROOT):
            graphiql.build(settings.GRAPHIQL_ROOT)


@pytest.mark.node
def test_graphiql_answers_what_is_typed_and_knows_the_schema(live_server, tab, graphiql_files, monkeypatch):
    monkeypatch.setattr(page, "_is_built", lambda: True)
    product = make_product()
    tab.goto(f"{live_server.url}/graphql/")
    tab.click("button[aria-label='Show Documentation Explorer']")
    tab.locator(".graphiql-doc-explorer").get_by_role("link", name="Query", exact=True).click()
    expect(tab.locator(".graphiql-doc-explorer")).to_contain_text("programmeStatistics")
    tab.click(".graphiql-query-editor .CodeMirror")
    tab.keyboard.press("Control+A")
    # Named as in the example that it replaces: GraphiQL reads names a moment after the last key only.
    tab.keyboard.type("query SanPham { products { totalCount nodes { na")
    expect(tab.locator(".CodeMirror-hints li").first).to_have_text("name")
    tab.keyboard.press("Enter")
    tab.click("button.graphiql-execute-button")
    expect(tab.locator(".result-window")).to_contain_text(product.name)
    expect(tab.locator(".result-window")).to_contain_text('"totalCount": 1')
    assert tab.complaints == []


@pytest.mark.node
def test_graphiql_opens_the_query_of_its_address(live_server, tab, graphiql_files, monkeypatch):
    monkeypatch.setattr(page, "_is_built", lambda: True)
    tab.goto(f"{live_server.url}/graphql/?query={QUERY}")
    tab.click("button.graphiql-execute-button")
    expect(tab.locator(".result-window")).to_contain_text('"totalCount": 0')
    assert tab.complaints == []


def test_the_small_page_answers_a_query(live_server, tab, monkeypatch):
    monkeypatch.setattr(page, "_is_built", lambda: False)
    product = make_product()
    tab.goto(f"{live_server.url}/graphql/")
    tab.fill("#query", QUERY)
    tab.click("button[type=submit]")
    expect(tab.locator("#answer")).to_contain_text(product.name)
    assert tab.complaints == []
