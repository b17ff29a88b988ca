"""Slips of the ear are nearer than slips of the finger, and those nearer than other letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.distance import EDIT, NEIGHBOUR, SWAP, UNFINISHED, edits, sound


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("xach", "sach"),
        ("chung", "trung"),
        ("lem", "nem"),
        ("dang", "rang"),
        ("giong", "dong"),
        ("gio", "do"),
        ("gay", "gai"),
        ("ki", "ky"),
        ("ngieng", "nghieng"),
        ("fo", "pho"),
        ("kam", "cam"),
        ("ban", "bang"),
        ("mac", "mat"),
    ],
)
def test_confusions_of_the_ear_sound_equal(one, other):
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("one", "other"), [("gao", "giao"), ("ngao", "gao"), ("mam", "nam"), ("tom", "tham"), ("ca", "cha")]
)
def test_other_words_do_not(one, other):
    assert sound(one) != sound(other)


@pytest.mark.parametrize(
    ("typed", "meant", "cost"),
    [
        ("gao", "gao", 0),
        ("bnah", "banh", SWAP),
        ("ban", "bam", NEIGHBOUR),
        ("gat", "gao", EDIT),
        ("gaoo", "gao", EDIT),
        ("bah", "banh", EDIT),
        ("lenge", "lenger", UNFINISHED),
        ("nadisal", "nadisalt", UNFINISHED),
        ("nadsial", "nadisal", SWAP),
        ("ndisal", "nadisalt", 2 * EDIT),
    ],
)
def test_what_slips_cost(typed, meant, cost):
    assert edits(typed, meant) == cost


@pytest.mark.parametrize(
    ("typed", "meant"), [("gao", "gaxyo"), ("ca", "muc"), ("muoi", "mam"), ("nadisalt", "ecohost")]
)
def test_what_is_further_is_no_slip(typed, meant):
    assert edits(typed, meant) is None


@given(st.text(alphabet="abcdeghnty", max_size=10), st.text(alphabet="abcdeghnty", max_size=10))
def test_equal_words_and_no_others_cost_nothing(one, other):
    assert edits(one, one) == 0
    assert (edits(one, other) == 0) == (one == other)
