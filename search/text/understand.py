"""The one door: what did the shopper mean?"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from search.text.lexicon import Lexicon
from search.text.limits import find_limits
from search.text.matching import text_of
from search.text.place_names import PlaceNames
from search.text.places import FoundPlace, PlaceFinder, narrowed
from search.text.reading import read_words
from search.text.terms import TermReader
from search.text.tokens import cleaned
from search.text.understanding import Applied, FilterKind, Phrase, PlaceMeant, Understanding, Word


def understand(query: str, *, lexicon: Lexicon, places: PlaceNames, undo: Collection[str] = ()) -> Understanding:
    """Never raises, whatever was typed; bounded work. `undo`: keys of Applied that the shopper took back.

    A place taken back is words to look for again; a price, stars or an order taken back are only forgotten.
    """
    text = cleaned(query)
    words = read_words(text, lexicon=lexicon)
    has_accents = any(not word.accented.isascii() for word in words)
    limits = find_limits(words, lexicon=lexicon, undo=undo)
    reader = TermReader(words, lexicon, has_accents, limits.lifted)
    found = PlaceFinder(_without(words, limits.lifted), places, lexicon, has_accents, reader.apart()).found()
    kept = [place for place in found if _applied(place, words).key not in undo]
    meant = narrowed(kept)
    lifted = limits.lifted.union(*(range(*place.span) for place in kept))
    return Understanding(
        original=query,
        text=text,
        terms=replace(reader, lifted=lifted, names=[place.name for place in kept]).terms(),
        price=limits.price,
        stars=limits.stars,
        places=tuple(_meant(place, words) for place in meant),
        sort=limits.sort,
        applied=(*limits.applied, *(_applied(place, words) for place in meant)),
    )


def _without(words: Sequence[Word], lifted: Collection[int]) -> list[Word]:
    """With blanks in the place of lifted words, so that the numbers stay."""
    blank = Word("", " ", " ", 0, 0)
    return [blank if number in lifted else word for number, word in enumerate(words)]


def _applied(place: FoundPlace, words: Sequence[Word]) -> Applied:
    value = ",".join(str(row.id) for row in place.rows)
    label = place.label or text_of(words, place.name)
    return Applied(FilterKind.PLACE, label, text_of(words, place.span), value)


def _meant(place: FoundPlace, words: Sequence[Word]) -> PlaceMeant:
    said = words[place.name.first : place.name.end]
    phrase = Phrase(tuple(word.accented for word in said), tuple(word.folded for word in said))
    return PlaceMeant(tuple(row.id for row in place.rows), phrase, any(row.goods for row in place.rows))
