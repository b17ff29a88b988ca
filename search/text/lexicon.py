"""The catalogue's own words: what decides whether typed letters are a word here, a brand, or a slip."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from marketplace.vietnamese import folded
from search.text.tokens import cleaned, tokens

LONGEST_NUMBER = 4  # digits; longer ones are article numbers, each of them once


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Counts over the names of goods and sellers. Build it with `lexicon_of`, once a version of the catalogue.

    `pairs`: neighbours in a name, "nước mắm". `spellings`: the accented forms of a folded word, most frequent first.
    """

    words: Mapping[str, int] = field(default_factory=dict)
    pairs: Mapping[str, int] = field(default_factory=dict)
    folded_words: Mapping[str, int] = field(default_factory=dict)
    folded_pairs: Mapping[str, int] = field(default_factory=dict)
    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def knows(self, word: str) -> bool:
        """As it stands: "mắm" and, typed without accents, "mam"."""
        return word in self.words or word in self.folded_words


def lexicon_of(names: Iterable[str]) -> Lexicon:
    """From the names of goods and of their sellers, each as often as it should count."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for name in names:
        read = words_of_name(name)
        words.update(read)
        pairs.update(pairwise(read))
    plain = {word: folded(word) for word in words}
    folded_words: Counter[str] = Counter()
    for word, count in words.items():
        folded_words[plain[word]] += count
    folded_pairs: Counter[str] = Counter()
    for (first, second), count in pairs.items():
        folded_pairs[f"{plain[first]} {plain[second]}"] += count
    return Lexicon(
        words=dict(words),
        pairs={f"{first} {second}": count for (first, second), count in pairs.items()},
        folded_words=dict(folded_words),
        folded_pairs=dict(folded_pairs),
        spellings=_spellings(words, plain),
    )


def words_of_name(name: str) -> list[str]:
    found = (token.text for token in tokens(cleaned(name)) if token.is_word)
    return [word for word in found if len(word) <= LONGEST_NUMBER or not word.isdigit()]


def _spellings(words: Counter[str], plain: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word, _ in words.most_common():
        found.setdefault(plain[word], []).append(word)
    return {key: tuple(spelled) for key, spelled in found.items()}
