"""Which words of a name or a text are those of a query: as parts, for whoever shows them to mark up."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from marketplace.vietnamese import folded, normalised
from search.text.tokens import WORD, visible
from search.text.words import split

SNIPPET = 160  # characters of a text that are shown
_BEFORE = 50  # of them, ahead of what matched
_MOST_READ = 20_000  # characters of one text
_MOST_OF_A_WORD = 60  # letters; no word of any language is longer
_CUT = "…"
_SPACES = re.compile(r"\s+")

Words = tuple[str, ...]


class Part(NamedTuple):
    text: str
    is_match: bool


class Meant(NamedTuple):
    """`ways`: of saying one thing or another of the query. `rows`: of saying all of it, one word after the other."""

    ways: Sequence[Words]
    rows: Sequence[Words]


class _Place(NamedTuple):
    word: str
    start: int
    end: int


def marked(text: str, meant: Meant) -> list[Part]:
    """The whole of it."""
    shown = _shown(text)
    return list(_parts(shown, _matches(list(_places(shown)), meant.ways), 0, len(shown)))


def snippet(texts: Iterable[str], meant: Meant) -> list[Part] | None:
    """Of the first text that says all in a row, else of the first that says something; None where none does."""
    first = None
    for text in texts:
        shown = _shown(text)
        places = list(_places(shown))
        matches = _matches(places, meant.ways)
        rows = _matches(places, meant.rows) if matches else []
        if rows or (matches and first is None):
            first = _around(shown, matches, (rows or matches)[0])
        if rows:
            break
    return first


def _shown(text: str) -> str:
    """In one line, composed: as a page shows it."""
    return _SPACES.sub(" ", visible(normalize("NFC", text[:_MOST_READ]))).strip()


def _places(text: str) -> Iterator[_Place]:
    for match in WORD.finditer(text):
        start, end = match.span()
        words = _compared(match.group()) if end - start <= _MOST_OF_A_WORD else (match.group(),)
        if len(words) == 1:
            yield _Place(words[0], start, end)
        else:
            middle = start + len(words[0])
            yield from (_Place(words[0], start, middle), _Place(words[1], middle, end))


@lru_cache(maxsize=16_384)
def _compared(word: str) -> Words:
    return split(normalised(normalize("NFKC", word).lower()))


def _matches(places: Sequence[_Place], ways: Sequence[Words]) -> list[tuple[int, int]]:
    """Where each begins and ends, in order; of several at one place the longest."""
    found: list[tuple[int, int]] = []
    number = 0
    while number < len(places):
        length = max((len(way) for way in ways if _stands(way, places, number)), default=0)
        if length:
            found.append((places[number].start, places[number + length - 1].end))
        number += length or 1
    return found


def _stands(way: Words, places: Sequence[_Place], first: int) -> bool:
    """A word without accents stands for any spelling of it, as in the indexes."""
    if not way or first + len(way) > len(places):
        return False
    return all(
        place.word == said or (said.isascii() and _folded(place.word) == said)
        for said, place in zip(way, places[first:], strict=False)
    )


@lru_cache(maxsize=16_384)
def _folded(word: str) -> str:
    return folded(word)


def _around(text: str, matches: Sequence[tuple[int, int]], first: tuple[int, int]) -> list[Part]:
    start, end = max(0, first[0] - _BEFORE), len(text)
    if start:
        space = text.find(" ", start, first[0])
        start = space + 1 if space >= 0 else first[0]
    if start + SNIPPET < end:
        space = text.rfind(" ", first[1], start + SNIPPET + 1)
        end = space if space > 0 else start + SNIPPET
    parts = list(_parts(text, matches, start, end))
    before = [Part(_CUT, False)] if start else []
    after = [Part(_CUT, False)] if end < len(text) else []
    return _joined([*before, *parts, *after])


def _parts(text: str, matches: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[Part]:
    for first, last in matches:
        if first < start or first >= end:
            continue
        if start < first:
            yield Part(text[start:first], False)
        start = min(last, end)
        yield Part(text[first:start], True)
    if start < end:
        yield Part(text[start:end], False)


def _joined(parts: Sequence[Part]) -> list[Part]:
    """Neighbours of one kind as one part."""
    found: list[Part] = []
    for part in parts:
        if found and found[-1].is_match == part.is_match:
            found[-1] = Part(found[-1].text + part.text, part.is_match)
        else:
            found.append(part)
    return found
