"""The given kinds of queries, and whatever else arrives: never an error, never much work."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.text.lexicon import Lexicon
from search.text.place_names import PlaceNames
from search.text.tokens import MOST_LETTERS, MOST_TOKENS
from search.text.understand import understand
from search.text.understanding import FilterKind
from tests.search.text.asking import looked_for, place_labels
from tests.search.text.catalogue import meant, rows

QUERIES = Path(__file__).resolve().parents[3] / "benchmarks" / "data" / "search_queries.csv"


def queries(*kinds):
    with QUERIES.open(encoding="utf-8", newline="") as file:
        return [row["query"] for row in csv.DictReader(file) if row["kind"] in kinds]


@pytest.mark.parametrize("query", queries("diacritic", "no_diacritic", "producer"))
def test_names_are_looked_for_as_they_are(query):
    found = meant(query)
    assert found.applied == ()
    assert all(not term.is_optional for term in found.terms)
    assert [word.typed for word in found.words] == query.lower().split()


@pytest.mark.parametrize("query", [row["name_vi"] for row in rows("products.csv")])
def test_every_name_of_the_catalogue_finds_itself(query):
    """Nothing of a product's own name is lifted or lost, but for places that it may be filtered by."""
    found = meant(query)
    assert all(limit.kind is FilterKind.PLACE for limit in found.applied)
    assert [word.typed for word in found.words] == query.lower().replace("-", " ").split()


def test_words_keep_their_place_in_the_text():
    found = meant("  Nước MẮM  hải hậu, 500g ")
    assert found.original == "  Nước MẮM  hải hậu, 500g "
    assert found.text == "nước mắm hải hậu, 500g"
    assert [found.text[word.start : word.end] for word in found.words] == ["nước", "mắm", "hải", "hậu", "500", "g"]


def test_everything_at_once_without_accents_and_with_residue():
    found = meant("dac san nuowcs mawms o hai hau 4 sao tu 50 den 200 nghin re nhat")
    assert looked_for(found) == "~dac san nước mắm ~hai hau"
    assert (found.price.least, found.price.most) == (50_000, 200_000)
    assert found.stars == (4,) and found.sort == "PRICE_ASC"
    assert place_labels(found) == ["Huyện Hải Hậu"]


def test_limits_alone_are_enough_of_a_query():
    found = meant("ocop 4 sao")
    assert found.terms == () and found.stars == (4,) and not found.is_empty


@pytest.mark.parametrize("query", ["", " ", "?!", "\x00", "\u202e\u200f", "🎁", "'", '"', "-", "()"])
def test_nothing_asked_is_empty(query):
    assert meant(query).is_empty


BAD = [
    "a" * 10_000,
    "nước mắm " * 2_000,
    "a " * 5_000,
    "1" * 10_000,
    "1 " * 5_000,
    "1." * 5_000,
    "100k " * 2_000,
    "từ " * 3_000,
    "giá " * 3_000,
    "dưới dưới " * 1_000,
    "★" * 3_000,
    "-" * 10_000,
    "hải hậu " * 2_000,
    "nuowcs" * 2_000,
    "ddd" * 3_000,
    "w" * 10_000,
    "(a+)+$" * 500,
    ".*" * 5_000,
    "'; DROP TABLE catalog_product; --",
    '"gạo" AND (nếp:* | -tẻ)~2',
    "name:gạo AND price:[* TO 100] OR _exists_:x",
    "gạo\\",
    "%_%",
    "\ud800\udfff",
    "gạo\x00nếp",
    "\u202eoạg\u202c",
    "e\u0301" * 3_000,
    "\ufdfa" * 2_000,
    "🍚" * 3_000,
    "İ" * 3_000,
]


@pytest.mark.parametrize("query", BAD, ids=range(len(BAD)))
def test_bad_input_is_harmless_and_bounded(query):
    found = meant(query)
    assert len(found.text) <= MOST_LETTERS
    assert sum(1 for _ in found.words) <= 2 * MOST_TOKENS
    assert not any("\x00" <= letter < " " or "\ud800" <= letter <= "\udfff" for letter in found.text)


WISHES = queries("typo", "telex", "place", "attribute", "price_intent", "synonym", "category")
BITS = [
    "dưới",
    "từ",
    "đến",
    "100k",
    "1tr2",
    "nghìn",
    "4",
    "5",
    "sao",
    "hải hậu",
    "nam định",
    "xã",
    "của",
    "-",
    "kg",
    "*",
    "rẻ nhất",
    "+",
    "/",
]
words = st.sampled_from([*WISHES, *BITS])


@settings(deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(words, max_size=8).map(" ".join)))
def test_any_text_is_understood_and_understood_again(query):
    found = meant(query)
    assert meant(found.text).terms == found.terms
    assert len({word.start for word in found.words}) == len(list(found.words))
    undone = meant(query, undo=[limit.key for limit in found.applied if limit.kind is not FilterKind.PLACE])
    assert all(limit.kind is FilterKind.PLACE for limit in undone.applied)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_an_empty_shop_understands_too(query):
    found = understand(query, lexicon=Lexicon(), places=PlaceNames())
    assert found.places == ()
