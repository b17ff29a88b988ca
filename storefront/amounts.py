"""Numbers as people type them."""

from typing import Any

UNREADABLE = -1  # no number: the API says at its field what would do


def whole(text: str, empty: Any, *, digits: int = 12) -> Any:
    """30.000, 30 000 and 30000 ₫ alike."""
    plain = "".join(text.replace("₫", "").replace("đ", "").replace(".", "").replace(",", "").split())
    if not plain:
        return empty
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= digits else UNREADABLE


def basis_points(text: str) -> int:
    """Of per cent, with two digits behind the comma at most."""
    before, _comma, after = text.replace("%", "").replace(",", ".").strip().partition(".")
    plain = f"{before or '0'}{after:0<2}"
    return int(plain) if plain.isascii() and plain.isdigit() and len(after) <= 2 and len(plain) <= 8 else UNREADABLE
