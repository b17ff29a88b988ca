"""Vietnamese syllables: which spellings exist, and where the tone goes.

The inventory is closed (some 25 onsets, 150 rhymes, 6 tones), so it tells "nước" from "nuowcs", and mends "nuớc".
"""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from marketplace.vietnamese import folded

TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")  # none, sắc, huyền, hỏi, ngã, nặng: VNI's 0 to 5
SHARP, HEAVY = 1, 5
VOWELS = frozenset("aăâeêioôơuưy")


def _spellings(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ONSETS = _spellings("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x") | {""}
_RHYMES = _spellings(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong
    op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut
    uy uya uych uyên uyêt uyn uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yêm yên yêng yêt yêu
    """
)
_AFTER_QU = _spellings("ych yên yêt ynh yt yu")  # the glide u stands in the onset
_AFTER_GI = _spellings("êc êng")  # "giếng": one i for onset and rhyme
_FRONT = frozenset("eêiy")
_ONLY_BEFORE_FRONT, _NEVER_BEFORE_FRONT = ("k", "gh", "ngh"), ("c", "ng")
_MARKED = frozenset("ăâêôơư")
_EITHER, _BEFORE_EITHER = {"i": "y", "y": "i"}, ("h", "k", "l", "m", "qu", "s", "t")
_STOPS = ("c", "ch", "p", "t")


class Syllable(NamedTuple):
    onset: str
    rhyme: str
    tone: int = 0


@lru_cache(maxsize=16_384)
def parsed(word: str) -> Syllable | None:
    """Of a lower-case word whose tone may stand on any vowel; None where no syllable is written like that."""
    plain, tone = _without_tone(word)
    if plain is None or len(plain) > 7:  # "nghiêng"
        return None
    for onset, rhyme in _cuts(plain):
        known = _known_rhyme(onset, rhyme, is_marked=plain != word or bool(_MARKED.intersection(plain)))
        if known is not None and (tone in (0, SHARP, HEAVY) or not known.endswith(_STOPS)):
            return Syllable(onset, known, tone)
    return None


def written(syllable: Syllable) -> str:
    """With the tone where `marketplace.vietnamese.normalised` has it: hòa, thủy, hoàn, quý."""
    onset, rhyme, tone = syllable
    if not tone:
        return onset + rhyme
    place = _tone_place(rhyme)
    toned = unicodedata.normalize("NFC", rhyme[place] + TONES[tone])
    return onset + rhyme[:place] + toned + rhyme[place + 1 :]


def respelled(word: str) -> str:
    """The word in its right spelling ("ngừơi", "nuớc" become "người", "nước"), or as it is if it is no syllable."""
    if word.isascii():
        return word
    syllable = parsed(word)
    return word if syllable is None else written(syllable)


def with_other_i(word: str) -> str | None:
    """ "mĩ" for "mỹ" and back: where i and y are one vowel, schools differ. None for all other words."""
    syllable = parsed(word)
    if syllable is None or syllable.rhyme not in _EITHER or syllable.onset not in _BEFORE_EITHER:
        return None
    return written(syllable._replace(rhyme=_EITHER[syllable.rhyme]))


def could_be_syllable(word: str) -> bool:
    """Is there a syllable that looks like this without its accents?"""
    return any(
        onset in _ONSETS and (rhyme in _BY_FOLDED or rhyme in _FOLDED_AFTER.get(onset, ()))
        for onset, rhyme in _cuts(word)
    )


def untoned(letter: str) -> tuple[str, int]:
    """The letter without its tone, and the tone's number: "ớ" is "ơ" and 1."""
    return _TONED.get(letter, (letter, 0))


def toned(word: str, tone: int) -> str:
    """With the tone on some vowel: good enough for `parsed`, which puts it right."""
    place = next((place for place, letter in enumerate(word) if letter in VOWELS), None)
    if place is None or not tone:
        return word
    return word[:place] + unicodedata.normalize("NFC", word[place] + TONES[tone]) + word[place + 1 :]


def _without_tone(word: str) -> tuple[str | None, int]:
    """None for two tones: such a word is no syllable."""
    letters, tone = [], 0
    for letter in word:
        plain, of_letter = untoned(letter)
        if of_letter and tone:
            return None, 0
        tone = tone or of_letter
        letters.append(plain)
    return "".join(letters), tone


def _cuts(plain: str) -> list[tuple[str, str]]:
    """Onset and rhyme; two ways to cut for "gi" (gi-à, g-in)."""
    end = next((place for place, letter in enumerate(plain) if letter in VOWELS), len(plain))
    if plain.startswith("qu"):
        end = 2
    cuts = [(plain[:end], plain[end:])]
    if plain.startswith("gi") and len(plain) > 2:
        cuts.insert(0, ("gi", plain[2:]))
    return [(onset, rhyme) for onset, rhyme in cuts if onset in _ONSETS and rhyme]


def _known_rhyme(onset: str, rhyme: str, *, is_marked: bool) -> str | None:
    """The rhyme itself or, in a word that bears marks, the only one that forgot marks can have meant."""
    if not _goes_with(onset, rhyme):
        return None
    if rhyme in _RHYMES or (onset == "qu" and rhyme in _AFTER_QU) or (onset == "gi" and rhyme in _AFTER_GI):
        return rhyme
    meant = (
        [known for known in _BY_FOLDED.get(folded(rhyme), ()) if _is_less_marked(rhyme, known)] if is_marked else []
    )
    return meant[0] if len(meant) == 1 else None


def _goes_with(onset: str, rhyme: str) -> bool:
    if onset == "qu":
        return rhyme[0] not in "uư"
    if onset == "g":
        return rhyme[0] not in "eêy"  # "gì" is written so
    return onset not in (_NEVER_BEFORE_FRONT if rhyme[0] in _FRONT else _ONLY_BEFORE_FRONT)


def _is_less_marked(rhyme: str, known: str) -> bool:
    return all(typed in (letter, folded(letter)) for typed, letter in zip(rhyme, known, strict=True))


def _tone_place(rhyme: str) -> int:
    marked = [place for place, letter in enumerate(rhyme) if letter in _MARKED]
    if marked:
        return marked[-1]
    vowels = next((place for place, letter in enumerate(rhyme) if letter not in VOWELS), len(rhyme))
    if vowels == 1:
        return 0
    return 1 if vowels == 3 or vowels < len(rhyme) else 0


_TONED = {
    unicodedata.normalize("NFC", vowel + mark): (vowel, tone)
    for vowel in VOWELS
    for tone, mark in enumerate(TONES)
    if mark
}
_BY_FOLDED: dict[str, list[str]] = {}
for _rhyme in sorted(_RHYMES):
    _BY_FOLDED.setdefault(folded(_rhyme), []).append(_rhyme)
_FOLDED_AFTER = {"qu": {folded(rhyme) for rhyme in _AFTER_QU}, "gi": {folded(rhyme) for rhyme in _AFTER_GI}}
