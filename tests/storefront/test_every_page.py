"""What holds for each page, in both languages."""

import pytest
from django.core.cache import cache

from catalog.demo.scale import scale_to
from tests.shop import statements

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]

PRODUCT = "/san-pham/gao-sach-chat-luong-cao-888/"
PAGES = {
    "/": ("Đặc sản làng quê", "Village specialities"),
    "/san-pham/": ("146 sản phẩm", "146 products"),
    PRODUCT: ("Trên nhãn hàng", "On the label"),
    "/nha-san-xuat/": ("80 nhà sản xuất", "80 producers"),
    "/nha-san-xuat/cong-ty-tnhh-toan-xuan/": ("Ai bán ở đây", "Who sells here"),
    "/chung-nhan/": ("Tra cứu chứng nhận", "Check a certificate"),
    "/chung-nhan/MH-36-001-4-2019/": ("Giấy chứng nhận OCOP", "OCOP certificate"),
    "/so-lieu/": ("31/12/2020", "31 December 2020"),
}
BOTH = [(address, language) for address in PAGES for language in ("vi", "en")]


@pytest.mark.parametrize("address,language", BOTH)
def test_page_speaks_the_visitors_language(visit, address, language):
    page = visit(address, language=language)
    vietnamese, english = PAGES[address]
    wanted, other = (vietnamese, english) if language == "vi" else (english, vietnamese)
    assert wanted in page.text and other not in page.text
    assert page.all("html", lang=language)


@pytest.mark.parametrize("address,language", BOTH)
def test_page_says_that_its_data_are_illustrative(visit, address, language):
    page = visit(address, language=language)
    assert ("Dữ liệu minh họa." if language == "vi" else "Illustrative data.") in page.text


@pytest.mark.parametrize("address", PAGES)
def test_page_is_well_formed_and_has_no_inline_code(visit, address):
    page = visit(address)
    assert page.stray == []
    assert page.title.endswith("Chợ làng OCOP") and len(page.all("h1")) == 1
    assert not [tag for tag, found in page.elements if tag == "style" or "style" in found]
    assert not [name for _tag, found in page.elements for name in found if name.startswith("on")]
    scripts = [found for found in page.all("script") if found.get("type") != "application/ld+json"]
    assert [found["src"].rpartition("/")[2] for found in scripts] == ["search.js"]
    assert all(found["src"].startswith("/static/") for found in scripts)


@pytest.mark.parametrize("address", PAGES)
def test_pictures_have_sizes_and_words_for_those_who_cannot_see(visit, address):
    for picture in visit(address).all("img"):
        assert int(picture["width"]) > 0 and int(picture["height"]) > 0
        assert "alt" in picture
        assert picture["src"].startswith("/media/images/")


@pytest.mark.parametrize("address", PAGES)
def test_keyboard_users_can_skip_to_the_content(visit, address):
    page = visit(address)
    assert page.links[0][1] == "#content"
    assert page.all("main", id="content")


@pytest.mark.parametrize("address", PAGES)
def test_search_engines_find_both_languages(visit, address):
    page = visit(address)
    assert page.all("link", rel="canonical", href=f"http://testserver{address}")
    assert page.all("link", rel="alternate", hreflang="vi", href=f"http://testserver{address}")
    assert page.all("link", rel="alternate", hreflang="en", href=f"http://testserver{address}?lang=en")
    assert page.all("link", rel="alternate", hreflang="x-default", href=f"http://testserver{address}")
    assert page.all("meta", property="og:url", content=f"http://testserver{address}")
    english = visit(f"{address}?lang=en")
    assert english.all("link", rel="canonical", href=f"http://testserver{address}?lang=en")


@pytest.mark.parametrize("address", PAGES)
def test_statements_do_not_grow_with_the_catalogue(visit, address):
    def count():
        cache.clear()
        with statements() as ran:
            visit(address)
        return len(ran)

    visit(address)  # statements are compiled and prepared on the first visit
    small = count()
    scale_to(total=400)
    assert count() == small
    assert small <= 14


@pytest.mark.parametrize("address", PAGES)
def test_page_only_reads(client, visit, address):
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_shared_caches_keep_no_page_for_another_visitor(visit, address):
    headers = visit(address).response.headers
    assert headers["Cache-Control"] == "private, no-cache"
    assert {"Cookie", "Accept-Language"} <= set(headers["Vary"].split(", "))
