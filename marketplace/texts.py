"""Short texts that people type: trimmed, in one spelling, and refused where no field could show them."""

import unicodedata
from collections.abc import Sequence

from django.utils.translation import gettext as _

from marketplace.errors import Invalid, Required

# Control characters, invisible marks of direction and width, halves of letters, private and unassigned ones.
UNSHOWABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
# Blank, although Unicode counts them among letters, marks and symbols: two shops could look alike by them.
BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2028\u2029\u2800\u3164\uffa0")
WORDLIKE = frozenset("°©®™№℃")  # signs that belong to words, among the symbols that are pictures
STARLIKE = frozenset("⋆∗⁎⁑✱\ufe0f")  # stars among operators and marks; the last asks to show a sign as a picture
SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
JOINER = "\u200d"  # holds emoji of several parts together


def required_text(text: str, *, field: str | Sequence[str], longest: int) -> str:
    """One line. Raises Required when nothing is left of it; Invalid when too long or with invisible characters.

    `field`: of the input, or the path to it.
    """
    return _required(_one_line(text, field, longest), field)


def optional_text(text: str | None, *, field: str | Sequence[str], longest: int) -> str:
    """Like `required_text`, but may be empty."""
    return _one_line(text or "", field, longest)


def required_name(text: str, *, field: str, longest: int) -> str:
    """Like `required_text`, of something on sale: emoji and other pictures are refused, stars (★) above all.

    Names stand on certificates, in lists and in what people search for; stars there are given by a certificate alone.
    """
    return _without_pictures(required_text(text, field=field, longest=longest), field)


def optional_name(text: str | None, *, field: str, longest: int) -> str:
    """Like `required_name`, but may be empty."""
    return _without_pictures(optional_text(text, field=field, longest=longest), field)


def required_paragraphs(text: str, *, field: str, longest: int) -> str:
    """Like `required_text`, with line breaks, tabs and joined emoji kept."""
    return _required(optional_paragraphs(text, field=field, longest=longest), field)


def optional_paragraphs(text: str | None, *, field: str, longest: int) -> str:
    """Like `required_paragraphs`, but may be empty."""
    plain = _composed(text or "").replace("\r\n", "\n").strip()
    return _checked(plain, field, longest, allowed="\n\t" + JOINER)


def _one_line(text: str, field: str | Sequence[str], longest: int) -> str:
    return _checked(" ".join(_composed(text).split()), field, longest, allowed="")


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _required(text: str, field: str | Sequence[str]) -> str:
    if not text.strip(JOINER):
        raise Required(field=_path(field))
    return text


def _checked(text: str, field: str | Sequence[str], longest: int, *, allowed: str) -> str:
    if len(text) > longest:
        raise Invalid(_("This may have at most %(longest)d characters.") % {"longest": longest}, field=_path(field))
    if any(_is_unshowable(letter) and letter not in allowed for letter in text):
        raise Invalid(_("This contains characters that cannot be shown."), field=_path(field))
    return text


def _without_pictures(text: str, field: str) -> str:
    if any(_is_picture(letter) for letter in text):
        raise Invalid(_("Please write this without emoji, stars and other pictures."), field=[field])
    return text


def _is_picture(letter: str) -> bool:
    if letter in WORDLIKE:
        return False
    return letter in STARLIKE or letter in SKIN_TONES or unicodedata.category(letter) in ("So", "Me")


def _is_unshowable(letter: str) -> bool:
    return letter in BLANKS or unicodedata.category(letter) in UNSHOWABLE


def _path(field: str | Sequence[str]) -> list[str]:
    return [field] if isinstance(field, str) else list(field)
