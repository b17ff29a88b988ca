"""Star phrases: "4 sao", "ocop 5 sao", "bốn sao", "4★", "★★★★", "từ 4 sao", "3-4 sao". "Sao" alone is no star."""

from collections.abc import Sequence
from typing import NamedTuple

from search.text.lexicon import Lexicon
from search.text.matching import Phrases, Span, listed, says
from search.text.understanding import Word

MOST_STARS = 5

_NUMBERS = Phrases({"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5})
_SIGNS = ("★", "⭐")
_LEAST = Phrases(listed("từ, tối thiểu, ít nhất, thấp nhất, min, >=, ≥", True))
_ABOVE = Phrases(listed("trên, hơn, cao hơn, >", True))
_BELOW = Phrases(listed("dưới, thấp hơn, <", True))
_MOST = Phrases(listed("tối đa, không quá, <=, ≤", True))
_UPWARD = Phrases(listed("trở lên, đổ lên, +", True))
_DOWNWARD = Phrases(listed("trở xuống, đổ xuống", True))
_OR = Phrases(listed("-, đến, tới, và, hoặc, hay, /", True))
# What goes with stars and says nothing more.
_AROUND = Phrases(
    listed("ocop, sản phẩm, đạt, chuẩn, đạt chuẩn, tiêu chuẩn, chứng nhận, được chứng nhận, công nhận", True)
    | listed("hạng, xếp hạng, loại, cấp, đánh giá", True)
)
WORDS = frozenset({"sao"}).union(
    *(phrases.words for phrases in (_NUMBERS, _LEAST, _ABOVE, _BELOW, _MOST, _UPWARD, _DOWNWARD, _OR, _AROUND))
)


class FoundStars(NamedTuple):
    span: Span
    stars: tuple[int, ...]


def find_stars(words: Sequence[Word], *, lexicon: Lexicon) -> FoundStars | None:
    """The first star phrase, unless the catalogue knows it as a name."""
    for place in range(len(words)):
        found = _stars_at(words, place)
        if found is not None and not _is_a_name(words, found.span, lexicon):
            return _with_surroundings(words, found)
    return None


def _stars_at(words: Sequence[Word], place: int) -> FoundStars | None:
    row = _row_of_signs(words, place)
    if row is not None:
        return row
    first = _number(words, place)
    if first is None:
        return None
    number, end = first
    other = _OR.at(words, end)
    second = _number(words, other[1]) if other is not None else None
    if second is not None:
        end_of_range = _star_word(words, second[1])
        if end_of_range is not None:
            low, high = sorted((number, second[0]))
            return FoundStars(Span(place, end_of_range), tuple(range(low, high + 1)))
    end_of_star = _star_word(words, end)
    if end_of_star is None:
        return None
    return FoundStars(Span(place, end_of_star), (number,))


def _row_of_signs(words: Sequence[Word], place: int) -> FoundStars | None:
    end = place
    while end < len(words) and words[end].accented in _SIGNS:
        end += 1
    number = end - place
    return FoundStars(Span(place, end), (number,)) if 1 < number <= MOST_STARS else None


def _number(words: Sequence[Word], place: int) -> tuple[int, int] | None:
    """ "4sao" is read as number 4 whose star word stands in the same word."""
    if place >= len(words):
        return None
    digit = words[place].folded.removesuffix("sao")
    if digit in ("1", "2", "3", "4", "5"):
        is_glued = digit != words[place].folded
        return int(digit), place if is_glued else place + 1
    return _NUMBERS.at(words, place)


def _star_word(words: Sequence[Word], place: int) -> int | None:
    if place >= len(words):
        return None
    word = words[place]
    is_asterisk = word.accented == "*" and place > 0 and words[place - 1].end == word.start  # "5*", not "5 * 2"
    is_glued = word.folded[0].isdigit() and word.folded[1:] == "sao"
    return place + 1 if is_asterisk or is_glued or word.accented in _SIGNS or says(word, "sao") else None


def _is_a_name(words: Sequence[Word], span: Span, lexicon: Lexicon) -> bool:
    pair = " ".join(word.folded for word in words[span.first : span.end])
    return pair in lexicon.folded_pairs


def _with_surroundings(words: Sequence[Word], found: FoundStars) -> FoundStars:
    (first, end), stars = found
    lowest, highest = stars[0], stars[-1]
    for phrases, wanted in (
        (_LEAST, range(lowest, MOST_STARS + 1)),
        (_ABOVE, range(lowest + 1, MOST_STARS + 1)),
        (_BELOW, range(1, lowest)),
        (_MOST, range(1, highest + 1)),
    ):
        before = phrases.before(words, first)
        if before is not None and wanted and len(stars) == 1:
            first, stars = before[1], tuple(wanted)
    upward, downward = _UPWARD.at(words, end), _DOWNWARD.at(words, end)
    if upward is not None:
        end, stars = upward[1], tuple(range(lowest, MOST_STARS + 1))
    elif downward is not None:
        end, stars = downward[1], tuple(range(1, highest + 1))
    while (around := _AROUND.before(words, first)) is not None:
        first = around[1]
    after = _AROUND.at(words, end)
    return FoundStars(Span(first, end if after is None else after[1]), stars)
