"""Wishes for an order: "rẻ nhất", "bán chạy", "mới nhất". They sort, and look for nothing."""

from collections.abc import Sequence
from typing import NamedTuple

from search.text.lexicon import Lexicon
from search.text.matching import Phrases, Span, listed
from search.text.understanding import Word

_SORTS = Phrases(
    listed("rẻ nhất, giá rẻ, rẻ tiền, rẻ, giá rẻ nhất, giá thấp nhất, giá tốt nhất, giá mềm", "PRICE_ASC")
    | listed("giá tăng dần, giá từ thấp đến cao, giá thấp đến cao", "PRICE_ASC")
    | listed("đắt nhất, giá cao nhất, mắc nhất, giá giảm dần, giá từ cao đến thấp", "PRICE_DESC")
    | listed("mới nhất, hàng mới, hàng mới về, mới về, mới ra mắt", "NEWEST")
    | listed("bán chạy, bán chạy nhất, hàng bán chạy, mua nhiều nhất, hot nhất", "BEST_SELLING")
    | listed("đánh giá cao, đánh giá cao nhất, đánh giá tốt, được đánh giá cao", "RATING")
    | listed("nhiều sao nhất, sao cao nhất", "STARS")
)
WORDS = _SORTS.words


class FoundSort(NamedTuple):
    span: Span
    sort: str  # a ProductSort


def find_sort(words: Sequence[Word], *, lexicon: Lexicon) -> FoundSort | None:
    """The first such wish, unless the catalogue knows its words as part of a name."""
    for place in range(len(words)):
        found = _SORTS.at(words, place)
        if found is not None and not _is_a_name(words, place, found[1], lexicon):
            return FoundSort(Span(place, found[1]), found[0])
    return None


def _is_a_name(words: Sequence[Word], first: int, end: int, lexicon: Lexicon) -> bool:
    if end == first + 1:  # alone it says so only with its accents: "re" is much else
        word = words[first]
        return len(words) == 1 or word.accented == word.folded or lexicon.knows(word.accented)
    pairs = zip(words[first:end], words[first + 1 : end], strict=False)
    return all(f"{one.folded} {other.folded}" in lexicon.folded_pairs for one, other in pairs)
