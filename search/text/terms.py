"""What is left of a query is looked for: words and phrases, each with what other regions say."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from marketplace.vietnamese import folded
from search.text.fillers import Weight, weight_of, wish_at
from search.text.lexicon import Lexicon
from search.text.matching import Span
from search.text.syllables import with_other_i
from search.text.synonyms import synonyms_at
from search.text.understanding import Phrase, Term, Word
from search.text.words import UNITS


@dataclass(frozen=True, slots=True)
class TermReader:
    """`lifted`: numbers of words that became limits. `names`: of places that did; their words still help to rank."""

    words: Sequence[Word]
    lexicon: Lexicon
    has_accents: bool
    lifted: Collection[int]
    names: Collection[Span] = ()

    def apart(self) -> frozenset[int]:
        """Numbers of the words that stand in no goods' name: lifted ones, signs, stop words, wishes."""
        apart = {place for place in range(len(self.words)) if self._weight(place) is Weight.NONE}
        for place in range(len(self.words)):
            wish = wish_at(self.words, place, lexicon=self.lexicon)
            if wish is not None:
                apart.update(range(place, wish))
        return frozenset(apart)

    def terms(self) -> tuple[Term, ...]:
        """In the order of the words. Stop words alone are looked for after all."""
        return self._terms(keeps_stop_words=False) or self._terms(keeps_stop_words=True)

    def _terms(self, *, keeps_stop_words: bool) -> tuple[Term, ...]:
        found = []
        place = 0
        while place < len(self.words):
            name = next((name for name in self.names if name.first == place), None)
            if name is not None:
                found.append(Term(tuple(self.words[place : name.end]), is_optional=True))
                place = name.end
            elif self._is_no_word(place) or (self._weight(place) is Weight.NONE and not keeps_stop_words):
                place += 1
            else:
                term, place = self._term_at(place)
                found.append(term)
        return tuple(found)

    def _term_at(self, place: int) -> tuple[Term, int]:
        if self._is_size(place):
            return self._term(place, place + 2, is_optional=True)
        wish = self._unbroken(place, wish_at(self.words, place, lexicon=self.lexicon))
        other = synonyms_at(self.words, place, lexicon=self.lexicon, has_accents=self.has_accents)
        phrase = self._unbroken(place, other[1] if other is not None else None)
        synonyms = other[0] if other is not None and phrase else ()
        if wish and wish >= phrase:
            return self._term(place, wish, is_optional=True, synonyms=synonyms if wish == phrase else ())
        if phrase:
            return self._term(place, phrase, synonyms=synonyms)
        is_optional = self._weight(place) is Weight.OPTIONAL
        return self._term(place, place + 1, is_optional=is_optional, synonyms=self._other_spelling(place))

    def _other_spelling(self, place: int) -> tuple[Phrase, ...]:
        other = with_other_i(self.words[place].accented)
        return (Phrase((other,), (folded(other),)),) if other is not None and self.lexicon.knows(other) else ()

    def _term(self, first: int, end: int, **details: Any) -> tuple[Term, int]:
        return Term(tuple(self.words[first:end]), **details), end

    def _unbroken(self, place: int, end: int | None) -> int:
        """A phrase does not reach over words that are something else. 0: none."""
        names = {number for name in self.names for number in range(*name)}
        is_broken = end is None or any(number in self.lifted or number in names for number in range(place, end))
        return 0 if is_broken or end is None else end

    def _is_no_word(self, place: int) -> bool:
        return place in self.lifted or not self.words[place].accented[0].isalnum()

    def _weight(self, place: int) -> Weight:
        if self._is_no_word(place):
            return Weight.NONE
        return weight_of(self.words, place, lexicon=self.lexicon, has_accents=self.has_accents)

    def _is_size(self, place: int) -> bool:
        """ "500 g": names seldom say it, so nothing is missed for want of it."""
        after = place + 1
        if not self.words[place].accented[0].isdigit() or after >= len(self.words) or after in self.lifted:
            return False
        return self.words[after].accented in UNITS
