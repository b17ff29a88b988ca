"""Short texts that people type: trimmed, in one spelling, and refused where no field could show them."""

import unicodedata

from django.utils.translation import gettext as _

from marketplace.errors import Invalid, Required

CONTROL_CHARACTERS = frozenset({"Cc", "Cs"})


def required_text(text: str, *, field: str, longest: int) -> str:
    """One line. Raises Required when nothing is left of it; Invalid when too long or with control characters."""
    plain = " ".join(_composed(text).split())
    return _checked(plain, field, longest, allowed="")


def required_paragraphs(text: str, *, field: str, longest: int) -> str:
    """Like `required_text`, with line breaks and tabs kept."""
    plain = _composed(text).replace("\r\n", "\n").strip()
    return _checked(plain, field, longest, allowed="\n\t")


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _checked(text: str, field: str, longest: int, *, allowed: str) -> str:
    if not text:
        raise Required(field=[field])
    if len(text) > longest:
        raise Invalid(_("This may have at most %(longest)d characters.") % {"longest": longest}, field=[field])
    if any(unicodedata.category(letter) in CONTROL_CHARACTERS and letter not in allowed for letter in text):
        raise Invalid(_("This contains characters that cannot be shown."), field=[field])
    return text
