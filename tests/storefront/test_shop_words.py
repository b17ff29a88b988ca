"""How money, days, numbers and stars are written."""

import pytest
from django.utils import translation

from storefront.templatetags.shop import day, dong, json_ld, number, percent, sources, star_share, stars


@pytest.mark.parametrize("amount,vietnamese,english", [
    (0, "0\u00a0₫", "0\u00a0₫"),
    (999, "999\u00a0₫", "999\u00a0₫"),
    (125_000, "125.000\u00a0₫", "125,000\u00a0₫"),
    (99_999_999_999, "99.999.999.999\u00a0₫", "99,999,999,999\u00a0₫"),
])  # fmt: skip
def test_money_is_grouped_as_the_language_does(amount, vietnamese, english):
    with translation.override("vi"):
        assert dong({"amount": amount}) == vietnamese
    with translation.override("en"):
        assert dong({"amount": amount}) == english


def test_days_and_shares():
    with translation.override("vi"):
        assert day("2025-07-01") == "01/07/2025"
        assert percent(92.4) == "92,4%" and number(1234) == "1.234"
    with translation.override("en"):
        assert day("2025-07-01") == "1 July 2025"
        assert percent(100.0) == "100.0%"


def test_instant_falls_on_vietnams_day():
    with translation.override("vi"):
        assert day("2025-06-30T18:00:00+00:00") == "01/07/2025"


def test_stars_are_drawn_and_told():
    with translation.override("en"):
        assert stars(4).count("★") == 5 and 'aria-label="4 stars out of 5"' in stars(4)
        assert 'aria-label="1 star out of 5"' in stars(1)
        assert "0 stars" in stars(None) and "5 stars" in stars(9)
        assert star_share("3") == stars(3) and star_share("elsewhere") == "elsewhere"


def test_sources_offer_only_formats_that_are_there():
    small = {"width": 320, "avif": "/m/320.webp", "webp": "/m/320.webp"}
    large = {"width": 640, "avif": "/m/640.avif", "webp": "/m/640.webp"}
    assert sources(small, large, "webp") == "/m/320.webp 320w, /m/640.webp 640w"
    assert sources(small, large, "avif") == "/m/640.avif 640w"
    assert sources(small, None, "avif") == ""


def test_facts_cannot_end_their_element():
    assert json_ld({"name": "</script>&"}) == '{"name": "\\u003c/script\\u003e\\u0026"}'
