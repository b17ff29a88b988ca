"""Amounts of money as people write them: 80k, 100.000đ, 1tr2, 1,5 triệu, hai trăm nghìn, một triệu rưỡi."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from search.text.matching import Phrases, listed, says
from search.text.understanding import Word

LEAST, MOST = 500, 100_000_000_000  # đồng: what is outside is no price of goods
THOUSAND, MILLION = 1_000, 1_000_000

_UNIT = Phrases(
    listed("k, ng, nghìn, ngàn, ngìn", THOUSAND) | listed("tr, triệu", MILLION) | listed("đ, đồng, vnd, vnđ, ₫", 1)
)
_CURRENCY = Phrases(listed("đ, đồng, vnd, vnđ, ₫", True))
# Behind a number without a unit of money these say what it counts.
_COUNTED = Phrases(
    listed("g, gr, gam, gram, kg, kí, ký, cân, lạng, yến, tạ, tấn, ml, l, lít, cl, cm, m, mm, %, độ", True)
    | listed("sao, ★, ⭐, *, năm, tháng, ngày, phút, giờ, tuổi, người, cái, chiếc, hộp, gói, túi, chai, lọ, hũ", True)
    | listed("con, quả, trái, viên, bó, cây, thùng, bao, suất, phần, món, cánh, lớp, loại", True)
)
_NUMBER = re.compile(
    r"(?P<whole>\d{1,3}(?:[.,]\d{3}){1,3}|\d{1,11})(?:[.,](?P<decimals>\d{1,2}))?"
    r"(?P<unit>k|ng|nghin|ngan|tr|trieu|d|dong|vnd)?(?P<tail>\d{1,3})?"
)
_GLUED_UNITS = {"k": THOUSAND, "ng": THOUSAND, "nghin": THOUSAND, "ngan": THOUSAND, "tr": MILLION, "trieu": MILLION}
_DIGIT_WORDS = Phrases(
    {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}
    | {"mốt": 1, "tư": 4, "lăm": 5, "bẩy": 7}
)
_POWERS = Phrases({"mươi": 10, "chục": 10, "mười": 10, "trăm": 100})
_LONGEST_NUMBER = 5  # words: "hai trăm năm mươi lăm"
WORDS = _UNIT.words | _COUNTED.words | _DIGIT_WORDS.words | _POWERS.words | {"rưỡi", "nửa"}


@dataclass(frozen=True, slots=True)
class Amount:
    """`thousandths` of `unit` đồng, written up to word `end`; unit None: a bare number."""

    thousandths: int
    unit: int | None
    end: int
    is_grouped: bool = False  # 100.000

    @property
    def dong(self) -> int:
        return self.thousandths * (self.unit or 1) // 1000

    @property
    def is_sound(self) -> bool:
        return LEAST <= self.dong <= MOST

    def in_unit(self, unit: int) -> "Amount":
        return replace(self, unit=unit)


def amount_at(words: Sequence[Word], first: int) -> Amount | None:
    """The number that begins there, with its unit of money where it has one."""
    if not words[first].folded[:1].isdigit():
        return _of_number_words(words, first)
    match = _NUMBER.fullmatch(words[first].folded)
    return None if match is None else _of_digits(match, words, first)


def counts_goods(words: Sequence[Word], amount: Amount) -> bool:
    """Is it a weight, a percentage, years, pieces?"""
    return _COUNTED.at(words, amount.end) is not None


def _of_digits(match: re.Match[str], words: Sequence[Word], first: int) -> Amount | None:
    whole, decimals, glued, tail = match.group("whole", "decimals", "unit", "tail")
    is_grouped = not whole.isdigit()
    number = int(re.sub(r"[.,]", "", whole)) * 1000 + _thousandths(decimals)
    if tail:  # 1tr2
        unit = _GLUED_UNITS.get(glued or "")
        is_one_number = unit is not None and not decimals and not is_grouped
        return Amount(number + _thousandths(tail), unit, first + 1) if is_one_number else None
    if glued:
        return _with_tail(number, _GLUED_UNITS.get(glued, 1), words, first + 1)
    unit_word = _UNIT.at(words, first + 1)
    if unit_word is None:
        return Amount(number, None, first + 1, is_grouped)
    return _with_tail(number, unit_word[0], words, unit_word[1])


def _thousandths(decimals: str | None) -> int:
    return int((decimals or "").ljust(3, "0"))


def _of_number_words(words: Sequence[Word], first: int) -> Amount | None:
    """They need their unit: "ba" alone may be anything."""
    if says(words[first], "nửa") and first + 1 < len(words) and says(words[first + 1], "triệu"):
        return Amount(500, MILLION, first + 2)
    number, place = _number_words(words, first)
    unit_word = _UNIT.at(words, place) if place > first else None
    if unit_word is None or unit_word[0] == 1:
        return None
    return _with_tail(number * 1000, unit_word[0], words, unit_word[1])


def _number_words(words: Sequence[Word], first: int) -> tuple[int, int]:
    total, current, place = 0, 0, first
    while place < min(len(words), first + _LONGEST_NUMBER):
        digit, power = _DIGIT_WORDS.at(words, place), _POWERS.at(words, place)
        if power is not None:
            total, current = total + max(current, 1) * power[0], 0
        elif digit is not None:
            current = digit[0]
        else:
            break
        place += 1
    return total + current, place


def _with_tail(thousandths: int, unit: int, words: Sequence[Word], end: int) -> Amount:
    """What may follow: "rưỡi", the hundred thousands of "1 triệu 2", "500 nghìn" of "2 triệu 500 nghìn", "đồng"."""
    if unit > 1 and end < len(words):
        more, end = _more(unit, words, end)
        thousandths += more
    currency = _CURRENCY.at(words, end)
    return Amount(thousandths, unit, end if currency is None else currency[1])


def _more(unit: int, words: Sequence[Word], end: int) -> tuple[int, int]:
    if says(words[end], "rưỡi"):
        return 500, end + 1
    digits = words[end].folded
    if unit == MILLION and digits.isascii() and digits.isdigit() and len(digits) <= 3:
        rest = _UNIT.at(words, end + 1)
        if rest is not None and rest[0] == THOUSAND:
            return int(digits), rest[1]
        if rest is None and _COUNTED.at(words, end + 1) is None:
            return _thousandths(digits), end + 1
    return 0, end
