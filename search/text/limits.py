"""Price, stars and order, lifted out of a query together, each as the shopper is told of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from search.text.lexicon import Lexicon
from search.text.matching import text_of
from search.text.prices import find_prices, joined
from search.text.sorts import find_sort
from search.text.stars import find_stars
from search.text.understanding import Applied, FilterKind, PriceBand, Word


@dataclass(frozen=True, slots=True)
class Limits:
    """`lifted`: numbers of the words that said so, also of what was taken back."""

    price: PriceBand | None
    stars: tuple[int, ...]
    sort: str | None
    applied: tuple[Applied, ...]
    lifted: frozenset[int]


def find_limits(words: Sequence[Word], *, lexicon: Lexicon, undo: Collection[str]) -> Limits:
    prices = find_prices(words, lexicon=lexicon)
    lifted = {place for found in prices for place in range(*found.span)}
    applied = []
    price = joined([found.band for found in prices]) if prices else None
    if price is not None:
        text = " ".join(text_of(words, found.span) for found in prices)
        applied.append(Applied(FilterKind.PRICE, _price_label(price), text, _price_value(price)))
    stars = find_stars(words, lexicon=lexicon)
    if stars is not None and lifted.isdisjoint(range(*stars.span)):
        lifted.update(range(*stars.span))
        applied.append(_applied_stars(stars.stars, text_of(words, stars.span)))
    sort = find_sort(words, lexicon=lexicon)
    if sort is not None and lifted.isdisjoint(range(*sort.span)):
        lifted.update(range(*sort.span))
        text = text_of(words, sort.span)
        applied.append(Applied(FilterKind.SORT, text, text, sort.sort))
    kept = tuple(limit for limit in applied if limit.key not in undo)
    kinds = {limit.kind for limit in kept}
    return Limits(
        price=price if FilterKind.PRICE in kinds else None,
        stars=stars.stars if stars is not None and FilterKind.STARS in kinds else (),
        sort=sort.sort if sort is not None and FilterKind.SORT in kinds else None,
        applied=kept,
        lifted=frozenset(lifted),
    )


def _applied_stars(stars: tuple[int, ...], text: str) -> Applied:
    label = f"{stars[0]} ★" if len(stars) == 1 else f"{stars[0]}–{stars[-1]} ★"
    return Applied(FilterKind.STARS, label, text, ",".join(map(str, stars)))


def _price_label(price: PriceBand) -> str:
    if price.least is None:
        return f"≤ {_dong(price.most)}"
    if price.most is None:
        return f"≥ {_dong(price.least)}"
    return f"{_dong(price.least)} – {_dong(price.most)}"


def _price_value(price: PriceBand) -> str:
    return f"{'' if price.least is None else price.least}..{'' if price.most is None else price.most}"


def _dong(amount: int | None) -> str:
    return f"{amount or 0:,} ₫".replace(",", ".")
