"""The catalogue's own words: what decides whether typed letters are a word here, a brand, or a slip."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from marketplace.vietnamese import folded
from search.text.words import words_of

LONGEST_NUMBER = 3  # digits; longer ones are article numbers, each of them once


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Counts over the names of goods and sellers. Build it with `lexicon_of`, once a version of the catalogue.

    `pairs`: neighbours in a name, "nước mắm". `spellings`: the accented forms of a folded word, most frequent first.
    """

    words: Mapping[str, int] = field(default_factory=dict)
    pairs: Mapping[str, int] = field(default_factory=dict)
    folded_words: Mapping[str, int] = field(default_factory=dict)
    folded_pairs: Mapping[str, int] = field(default_factory=dict)
    folded_triples: frozenset[str] = frozenset()
    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def knows(self, word: str) -> bool:
        """As it stands: "mắm" and, typed without accents, "mam"."""
        return word in self.words or word in self.folded_words

    def has_words(self, words: tuple[str, ...]) -> bool:
        """Do the accented words stand like this in names, two by two?"""
        return all(f"{one} {two}" in self.pairs for one, two in pairwise(words)) and words[0] in self.words

    def spells(self, pair: tuple[str, str], *, first: str | None = None, second: str | None = None) -> bool:
        """May one word of the folded pair be spelled so? Yes where no name has the pair at all."""
        if f"{pair[0]} {pair[1]}" not in self.folded_pairs:
            return True
        firsts = self.spellings[pair[0]] if first is None else (first,)
        seconds = self.spellings[pair[1]] if second is None else (second,)
        return any(f"{one} {other}" in self.pairs for one in firsts for other in seconds)

    def knows_sequence(self, words: tuple[str, ...]) -> bool:
        """Do the folded words stand like this in a name? Judged three by three: a long one may be a false yes."""
        if len(words) < 2:
            return bool(words) and words[0] in self.folded_words
        if len(words) == 2:
            return f"{words[0]} {words[1]}" in self.folded_pairs
        return all(
            f"{first} {second} {third}" in self.folded_triples
            for first, second, third in zip(words, words[1:], words[2:], strict=False)
        )


def lexicon_of(names: Iterable[str]) -> Lexicon:
    """From the names of goods and of their sellers, each as often as it should count."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    triples: set[tuple[str, str, str]] = set()
    for name in names:
        read = [word for word in words_of(name) if len(word) <= LONGEST_NUMBER or not word.isdigit()]
        words.update(read)
        pairs.update(pairwise(read))
        triples.update(zip(read, read[1:], read[2:], strict=False))
    plain = {word: folded(word) for word in words}
    return Lexicon(
        words=dict(words),
        pairs={f"{first} {second}": count for (first, second), count in pairs.items()},
        folded_words=_summed((plain[word], count) for word, count in words.items()),
        folded_pairs=_summed((f"{plain[first]} {plain[second]}", count) for (first, second), count in pairs.items()),
        folded_triples=frozenset(f"{plain[one]} {plain[two]} {plain[three]}" for one, two, three in triples),
        spellings=_spellings(words, plain),
    )


def _summed(counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for key, count in counts:
        sums[key] = sums.get(key, 0) + count
    return sums


def _spellings(words: Counter[str], plain: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word, _ in words.most_common():
        found.setdefault(plain[word], []).append(word)
    return {key: tuple(spelled) for key, spelled in found.items()}
