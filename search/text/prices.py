"""Price phrases: "dưới 100k", "từ 50 đến 200 nghìn", "khoảng 80k", "1tr2 trở lên". Weights, years, codes are none."""

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from search.text import amounts
from search.text.amounts import MILLION, THOUSAND, Amount, amount_at, counts_goods
from search.text.lexicon import Lexicon
from search.text.matching import Phrases, Span, listed
from search.text.understanding import PriceBand, Word

ABOUT_PERCENT = 20  # "khoảng 100k", and "100k" alone, is 80 to 120 thousand

_YEARS = range(1900, 2101)


class _Bound(Enum):
    MOST = "most"
    LEAST = "least"
    ABOUT = "about"


_BEFORE = Phrases(
    listed("dưới, bé hơn, nhỏ hơn, ít hơn, rẻ hơn, thấp hơn, kém hơn, tối đa, không quá, không vượt quá", _Bound.MOST)
    | listed("cao nhất, nhiều nhất, đến, tới, chưa đến, chưa tới, max, <, <=, ≤", _Bound.MOST)
    | listed("trên, hơn, lớn hơn, cao hơn, đắt hơn, nhiều hơn, tối thiểu, ít nhất, thấp nhất", _Bound.LEAST)
    | listed("từ, min, >, >=, ≥", _Bound.LEAST)
    | listed("khoảng, tầm, cỡ, chừng, xấp xỉ, gần, độ, quanh, ~", _Bound.ABOUT)
    | listed("tầm khoảng, khoảng tầm, trong khoảng, trong tầm", _Bound.ABOUT)
)
_AFTER = Phrases(
    listed("trở xuống, đổ xuống, đổ lại, quay đầu, trở lại", _Bound.MOST)
    | listed("trở lên, đổ lên, trở đi", _Bound.LEAST)
)
_FILLERS = Phrases(listed("giá, mức giá, tầm giá, giá tiền, giữa, có giá, với giá", True))
_TO = Phrases(listed("-, đến, tới, và, ~, cho đến, cho tới", True))
_PER = frozenset(listed("kg, hộp, gói, túi, chai, lọ, cân, lạng, con, quả, cái, chiếc, suất, người", True))
WORDS = _BEFORE.words | _AFTER.words | _FILLERS.words | _TO.words | _PER | amounts.WORDS


class FoundPrice(NamedTuple):
    span: Span
    band: PriceBand


def find_prices(words: Sequence[Word], *, lexicon: Lexicon) -> list[FoundPrice]:
    """Every price in the words, from left to right."""
    found: list[FoundPrice] = []
    place = 0
    while place < len(words):
        price = _price_at(words, place, lexicon=lexicon, floor=found[-1].span.end if found else 0)
        if price is None:
            place += 1
        else:
            found.append(price)
            place = price.span.end
    return found


def joined(bands: Sequence[PriceBand]) -> PriceBand:
    """ "trên 50k dưới 100k" are two bands and one wish. If they leave nothing between them, the last one counts."""
    least = max((band.least for band in bands if band.least is not None), default=None)
    most = min((band.most for band in bands if band.most is not None), default=None)
    return bands[-1] if least is not None and most is not None and least > most else PriceBand(least, most)


def _price_at(words: Sequence[Word], place: int, *, lexicon: Lexicon, floor: int) -> FoundPrice | None:
    first = amount_at(words, place)
    if first is None:
        return None
    begin, bound = _said_before(words, place, lexicon=lexicon, floor=floor)
    second = _second(words, first)
    if second is not None:
        ends = _range(first, second, has_bound=bound is not None)
        if ends is not None and not counts_goods(words, second):
            return FoundPrice(Span(begin, _after_unit(words, second.end)), ends)
    after = _AFTER.at(words, first.end)
    if after is not None:
        bound = after[0]
    amount = _with_unit(words, first, is_said=bound is not None or begin < place)
    if amount is None or not amount.is_sound:
        return None
    return FoundPrice(Span(begin, _after_unit(words, after[1] if after else first.end)), _band(amount.dong, bound))


def _said_before(words: Sequence[Word], place: int, *, lexicon: Lexicon, floor: int) -> tuple[int, _Bound | None]:
    """Where the phrase begins, and which bound it names: "giá dưới 100k", "dưới mức giá 100k"."""
    begin, bound = place, None
    while True:
        said = _BEFORE.before(words, begin) if bound is None else None
        filler = _FILLERS.before(words, begin)
        if said is not None and said[1] >= floor and not _is_in_a_name(words, said[1], begin, lexicon):
            bound, begin = said
        elif filler is not None and filler[1] >= floor and not _is_in_a_name(words, filler[1], begin, lexicon):
            begin = filler[1]
        else:
            return begin, bound


def _is_in_a_name(words: Sequence[Word], first: int, end: int, lexicon: Lexicon) -> bool:
    """Typed without accents, "gao tam 100k" is no "tầm": the catalogue has a "gạo tám"."""
    if first == 0 or end - first > 1 or not words[first].accented.isascii():
        return False
    return f"{words[first - 1].folded} {words[first].folded}" in lexicon.folded_pairs


def _second(words: Sequence[Word], first: Amount) -> Amount | None:
    to = _TO.at(words, first.end)
    return amount_at(words, to[1]) if to is not None and to[1] < len(words) else None


def _range(first: Amount, second: Amount, *, has_bound: bool) -> PriceBand | None:
    """One unit serves both ends: "50-70k", "50k đến 200", "500 - 1tr"."""
    if first.unit is None and second.unit is None:
        unit = _unit_of_bare(second) if has_bound or (first.is_grouped and second.is_grouped) else None
        if unit is None:
            return None
        first, second = first.in_unit(_unit_of_bare(first) or unit), second.in_unit(unit)
    elif first.unit is None:
        first = first.in_unit(_borrowed(first, second.unit or 1))
    elif second.unit is None:
        second = second.in_unit(_borrowed(second, first.unit))
    if not first.is_sound or not second.is_sound:
        return None
    return PriceBand(min(first.dong, second.dong), max(first.dong, second.dong))


def _borrowed(bare: Amount, unit: int) -> int:
    if bare.is_grouped or bare.thousandths >= 10_000 * 1000:
        return 1
    return THOUSAND if unit == 1 or (unit == MILLION and bare.thousandths >= 10 * 1000) else unit


def _with_unit(words: Sequence[Word], amount: Amount, *, is_said: bool) -> Amount | None:
    """A bare number is a price if something said so, or if it looks like nothing else: 100.000, 50000."""
    if amount.unit is not None:
        return amount
    if counts_goods(words, amount):
        return None
    unit = _unit_of_bare(amount)
    is_plainly_money = amount.is_grouped or (amount.dong >= 10_000 and amount.dong % 1000 == 0)
    return amount.in_unit(unit) if unit is not None and (is_said or is_plainly_money) else None


def _unit_of_bare(amount: Amount) -> int | None:
    """Nothing costs 100 đồng: "dưới 100" are thousands. Small numbers and years are no price."""
    number = amount.thousandths // 1000
    if amount.is_grouped or number >= 1000:
        return None if number in _YEARS and not amount.is_grouped else 1
    return THOUSAND if number >= 10 else None


def _band(dong: int, bound: _Bound | None) -> PriceBand:
    if bound is _Bound.MOST:
        return PriceBand(None, dong)
    if bound is _Bound.LEAST:
        return PriceBand(dong, None)
    return PriceBand(dong * (100 - ABOUT_PERCENT) // 100, dong * (100 + ABOUT_PERCENT) // 100)


def _after_unit(words: Sequence[Word], end: int) -> int:
    """Past the "/kg" of "100k/kg"."""
    is_per = end + 1 < len(words) and words[end].accented == "/" and words[end + 1].accented in _PER
    return end + 2 if is_per else end
