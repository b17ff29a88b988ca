"""Sort keys that the database derives by itself, so that Đ stands with D and Ă with A on any server's locale."""

import unicodedata
from typing import Any

from django.db.models import CharField, Func, Value
from django.db.models.functions import Lower

_ACCENTED = "".join(
    letter
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if ((letter := chr(code)).islower() and unicodedata.normalize("NFD", letter)[0] in "aeiouy") or letter == "đ"
)
_PLAIN = "".join("d" if letter == "đ" else unicodedata.normalize("NFD", letter)[0] for letter in _ACCENTED)


class SortKey(Func):
    """Lower case without accents. `translate` is immutable, as a generated column must be; unaccent() is not."""

    function = "translate"
    output_field = CharField()

    def __init__(self, text: Any, **extra: Any) -> None:
        super().__init__(Lower(text), Value(_ACCENTED), Value(_PLAIN), **extra)
