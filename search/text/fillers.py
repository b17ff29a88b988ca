"""Words that name no goods: stop words, which are dropped, and wishes, which only help to rank."""

from collections.abc import Sequence
from enum import Enum
from functools import cache
from itertools import pairwise

from marketplace.vietnamese import folded
from search.text.data import rows_of
from search.text.lexicon import Lexicon
from search.text.matching import Phrases, listed
from search.text.understanding import Word

# domain.md, "Vietnamese search": these and no others.
STOP_WORDS = frozenset(listed("của, và, các, cho, ở, tại, mua, bán, giá, loại", True))
_FOLDED_STOP_WORDS = frozenset(folded(word) for word in STOP_WORDS)


class Weight(Enum):
    REQUIRED = "required"
    OPTIONAL = "optional"
    NONE = "none"


def weight_of(words: Sequence[Word], place: int, *, lexicon: Lexicon, has_accents: bool) -> Weight:
    """Of one word. In "giá đỗ" and "cua biển" a stop word, or what looks like one, is part of a name."""
    word = words[place]
    is_stop_word = word.accented in STOP_WORDS
    if not is_stop_word and (has_accents or word.folded not in _FOLDED_STOP_WORDS):
        return Weight.REQUIRED
    if _is_in_a_name(words, place, lexicon):
        return Weight.REQUIRED
    if is_stop_word or STOP_WORDS.issuperset(lexicon.spellings.get(word.folded, ())):
        return Weight.NONE
    return Weight.OPTIONAL if place else Weight.REQUIRED  # nobody begins with "của"


def wish_at(words: Sequence[Word], first: int, *, lexicon: Lexicon) -> int | None:
    """Where the wish that begins there ends: "đặc sản", "làm quà". A "hộp quà" of the catalogue is a name instead."""
    found = _wishes().at(words, first)
    if found is None:
        return None
    is_in_a_name = first > 0 and f"{words[first - 1].folded} {words[first].folded}" in lexicon.folded_pairs
    return None if is_in_a_name else found[1]


def known_words() -> frozenset[str]:
    return STOP_WORDS | _wishes().words


def _is_in_a_name(words: Sequence[Word], place: int, lexicon: Lexicon) -> bool:
    """Judged as it was typed: "cua" by what looks like it, "của" by its accents."""
    around = words[max(0, place - 1) : place + 2]
    if words[place].accented.isascii():
        return any(f"{one.folded} {other.folded}" in lexicon.folded_pairs for one, other in pairwise(around))
    return any(f"{one.accented} {other.accented}" in lexicon.pairs for one, other in pairwise(around))


@cache
def _wishes() -> Phrases[bool]:
    return Phrases({row["phrase"]: True for row in rows_of("wishes.csv")})
