import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]

CHOOSE = "/ngon-ngu/"


def language_of(response):
    return response.content.decode().partition('<html lang="')[2][:2]


def choose(client, language="en", back="/san-pham/?sao=4"):
    return client.post(CHOOSE, {"ngon-ngu": language, "tiep": back})


def test_choice_is_remembered_and_leads_back(client):
    answer = choose(client)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/san-pham/?sao=4")
    assert language_of(client.get("/", headers={"Accept-Language": "vi"})) == "en"
    choose(client, "vi")
    assert language_of(client.get("/", headers={"Accept-Language": "en"})) == "vi"


def test_pages_offer_the_other_language_and_keep_their_filters(visit):
    page = visit("/san-pham/", {"sao": "4"})
    assert page.all("button", name="ngon-ngu", value="en") and not page.all("button", name="ngon-ngu", value="vi")
    assert page.all("input", name="tiep")[0]["value"] == "/san-pham/?sao=4"


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "", "\\\\evil"])
def test_foreign_addresses_lead_home(client, back):
    assert choose(client, back=back).headers["Location"] == "/"


@pytest.mark.parametrize("language", ["", "fr", "en-xx", "../en"])
def test_unknown_language_changes_nothing(client, language):
    answer = choose(client, language)
    assert answer.status_code == 302 and not answer.cookies
    assert language_of(client.get("/", headers={"Accept-Language": "vi"})) == "vi"


def test_language_is_not_chosen_by_a_link(client):
    assert client.get(CHOOSE).status_code == 405


def test_address_decides_before_cookie_and_browser_and_is_remembered(client):
    choose(client, "vi")
    answer = client.get("/?lang=en", headers={"Accept-Language": "vi"})
    assert language_of(answer) == "en" and answer.headers["Content-Language"] == "en"
    assert language_of(client.get("/so-lieu/")) == "en"


@pytest.mark.parametrize("language", ["fr", "EN", "vi\0", "en,vi"])
def test_language_nobody_speaks_here_is_ignored(client, language):
    answer = client.get("/", {"lang": language}, headers={"Accept-Language": "vi"})
    assert language_of(answer) == "vi" and not answer.cookies


def test_browser_that_speaks_neither_gets_vietnamese(client):
    assert language_of(client.get("/", headers={"Accept-Language": "fr"})) == "vi"


def test_page_that_is_not_there_is_told_in_the_asked_language(client):
    answer = client.get("/nope/?lang=en", headers={"Accept-Language": "vi"})
    assert answer.status_code == 404 and "This basket is empty" in answer.content.decode()


def test_languages_do_not_leak_into_the_next_request(client, visit):
    client.get("/?lang=en")
    client.cookies.clear()
    assert "Sản phẩm" in visit("/").text
