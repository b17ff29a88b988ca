"""Regional words, expanded when a query comes."""

import csv

import pytest

from marketplace.vietnamese import normalised
from search.text.data import DATA
from search.text.syllables import respelled
from tests.search.text.asking import synonyms
from tests.search.text.catalogue import meant


@pytest.mark.parametrize(
    ("query", "term", "other"),
    [
        ("thịt heo", "heo", "lợn"),
        ("thịt lợn", "lợn", "heo"),
        ("đậu phộng rang", "đậu phộng", "lạc"),
        ("dau phong rang", "dau phong", "lạc"),
        ("kẹo lạc", "kẹo lạc", "kẹo đậu phộng"),
        ("kẹo mè", "kẹo mè", "kẹo vừng"),
        ("keo me", "keo me", "kẹo vừng"),
        ("mè đen", "mè đen", "vừng đen"),
        ("bắp sấy", "bắp", "ngô"),
        ("bap say", "bap", "ngô"),
        ("ngô ngọt", "ngô", "bắp"),
        ("nghêu", "nghêu", "ngao"),
        ("ngao sạch", "ngao", "nghêu"),
        ("chà bông", "chà bông", "ruốc"),
        ("cha bong", "cha bong", "ruốc"),
        ("chả lụa", "chả lụa", "giò lụa"),
        ("hột vịt muối", "hột vịt", "trứng vịt"),
        ("hot vit muoi", "hot vit", "trứng vịt"),
        ("bún tàu", "bún tàu", "miến"),
        ("nấm mèo", "nấm mèo", "mộc nhĩ"),
        ("tôm tích", "tôm tích", "bề bề"),
        ("bề bề", "bề bề", "tôm tích"),
        ("bánh tráng", "bánh tráng", "bánh đa"),
        ("trái cây", "trái cây", "hoa quả"),
        ("trà sen", "trà", "chè"),
        ("nấm sò", "nấm sò", "nấm bào ngư"),
        ("khoai mì", "khoai mì", "sắn"),
        ("htx nghĩa bình", "htx", "hợp tác xã"),
        ("chuối mĩ tân", "mĩ", "mỹ"),
        ("heoj heo", "heo", "lợn"),
    ],
)
def test_other_regions_words_are_looked_for_too(query, term, other):
    assert other in synonyms(meant(query))[term]


@pytest.mark.parametrize(
    ("query", "term"),
    [
        ("bắp cải", "bắp"),  # cabbage is no corn
        ("cá heo", "heo"),
        ("gạo tám thơm", "thơm"),  # fragrant, not a pineapple
        ("mam tom", "mam"),  # mắm, not mâm
        ("thành nam hương", "nam hương"),  # who types accents did not mean nấm
        ("gạo", "gạo"),
        ("muoi ngam chan", "chan"),  # chân, not chăn
        ("gio cha", "gio"),  # giò, not giỏ
    ],
)
def test_words_that_only_look_like_them_are_not(query, term):
    assert term not in synonyms(meant(query))


def test_without_accents_the_catalogue_decides_which_phrase_was_meant():
    assert "dầu phộng" in synonyms(meant("dau lac"))["dau lac"]
    assert "lạc" not in synonyms(meant("dau lac"))["dau lac"]  # that would be đậu lạc


def test_narrower_words_answer_wider_wishes_and_not_the_other_way_round():
    assert {"mực", "tôm"} <= synonyms(meant("hải sản khô"))["hải sản"]
    assert "mực" not in synonyms(meant("mực khô"))
    assert "bánh" in synonyms(meant("làm quà"))["làm quà"]


def rows():
    with (DATA / "synonyms.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_file_is_in_our_spelling_and_says_where_each_row_comes_from():
    assert rows()
    for row in rows():
        for text in (row["phrase"], row["synonym"]):
            assert text == normalised(text).lower() == " ".join(map(respelled, text.split()))
        assert row["direction"] in ("both", "one_way")
        assert row["kind"] in ("regional", "spelling", "abbreviation", "english", "wider", "narrower", "shield")
        assert row["source"] in ("D", "Q", "C", "H", "K")
        assert bool(row["synonym"]) or row["kind"] == "shield"
        assert row["phrase"] != row["synonym"]


def test_no_row_stands_twice():
    pairs = [(row["phrase"], row["synonym"]) for row in rows()]
    both = [(row["synonym"], row["phrase"]) for row in rows() if row["direction"] == "both"]
    assert len(set(pairs)) == len(pairs)
    assert not set(pairs) & set(both)
