"""Which words of a name or a text are marked, and which part of a long text is shown."""

import pytest

from search.engines.ways import highlighted
from search.text.highlight import SNIPPET, Meant, marked, snippet
from tests.search.text.catalogue import meant

NOTHING = Meant((), ())


def ways(query, accented=False):
    return highlighted(meant(query).terms, accented=accented)


def shown(parts):
    """Matches in square brackets."""
    return None if parts is None else "".join(f"[{part.text}]" if part.is_match else part.text for part in parts)


def name(query, text, accented=False):
    return shown(marked(text, ways(query, accented)))


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("gao", "Gạo tám xoan", "[Gạo] tám xoan"),
        ("gaoj tams", "Gạo tám xoan", "[Gạo] [tám] xoan"),  # residue of Telex
        ("ga5o", "Gạo tám xoan", "[Gạo] tám xoan"),
        ("GẠO", "GẠO tám", "[GẠO] tám"),
        ("kẹo mè", "Kẹo vừng thanh", "[Kẹo vừng] thanh"),  # known as one thing
        ("thịt heo", "Thịt lợn sấy", "[Thịt] [lợn] sấy"),
        ('"gạo" tám', 'Gạo "tám"', '[Gạo] "[tám]"'),
        ("hòa", "Nem Hoà", "Nem [Hoà]"),
        ("muối 500g", "Muối 500g", "[Muối] [500g]"),
        ("dau", "Đậu phụ", "[Đậu] phụ"),
        ("gạo", "Gạo <b>tám</b> & nếp", "[Gạo] <b>tám</b> & nếp"),
        ("muối", "Gạo tám", "Gạo tám"),
        ("", "Gạo tám", "Gạo tám"),
        ("gạo", "", ""),
    ],
)
def test_words_of_a_name(query, text, expected):
    assert name(query, text) == expected


def test_composed_and_decomposed_letters_are_the_same():
    assert name("gạo", "Ga\u0323o ta\u0301m") == "[Gạo] tám"


def test_accents_as_typed_leave_other_words_unmarked():
    assert name("nấm", "Nấm nắm", accented=True) == "[Nấm] nắm"
    assert name("nấm", "Nấm nắm") == "[Nấm] [nắm]"


def test_parts_of_a_name_are_the_name():
    text = "Nước mắm (cốt) Sa Châu - 500ml <i>"
    assert "".join(part.text for part in marked(text, ways("nuoc mam 500ml sa"))) == text


def test_a_short_text_is_shown_whole():
    assert shown(snippet(["Nấu với xương ống."], ways("xương ống", True))) == "Nấu với [xương] [ống]."


def test_a_text_without_a_match_has_no_snippet():
    assert snippet(["Sợi dai.", ""], ways("gạo")) is None
    assert snippet([], ways("gạo")) is None
    assert snippet(["Sợi dai."], NOTHING) is None


def test_the_text_that_says_all_in_a_row_is_shown_before_one_that_says_a_word():
    texts = ["Ống tre.", "Hầm xương ống."]
    assert shown(snippet(texts, ways("xương ống", True))) == "Hầm [xương] [ống]."
    assert shown(snippet(texts[:1], ways("xương ống", True))) == "[Ống] tre."


@pytest.mark.parametrize("filler", ["lời dài ", "x", "𝄞 ", "<b> "])
def test_of_a_long_text_what_is_around_the_match(filler):
    before, after = (filler * 10_000)[:5_000], (filler * 10_000)[:5_000]
    found = snippet([f"{before} gạo tám {after}"], ways("gạo"))
    text = "".join(part.text for part in found)
    assert [part.text for part in found if part.is_match] == ["gạo"]
    assert text.startswith("…") and text.endswith("…") and len(text) <= SNIPPET + 2


def test_a_cut_falls_between_words():
    text = "tiếng " * 40 + "gạo " + "lúa " * 60
    words = shown(snippet([text], ways("gạo"))).strip("…").split()
    assert set(words) == {"tiếng", "[gạo]", "lúa"}
