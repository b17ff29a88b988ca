"""How the shop writes money, days, numbers and stars."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

register = template.Library()

NO_BREAK = "\u00a0"
MOST_STARS = 5


def is_vietnamese() -> bool:
    return (get_language() or "vi").startswith("vi")


@register.filter
def number(value: int) -> str:
    """1.234 in Vietnamese, 1,234 in English."""
    written = f"{value:,}"  # Django knows no grouping for Vietnamese
    return written.replace(",", ".") if is_vietnamese() else written


@register.filter
def percent(value: float) -> str:
    """92,4% in Vietnamese, 92.4% in English."""
    written = f"{value:.1f}%"
    return written.replace(".", ",") if is_vietnamese() else written


@register.filter
def basis_points(value: int) -> str:
    """1250, hundredths of a percent, is 12,5% in Vietnamese, 12.5% in English."""
    written = f"{value / 100:g}%"
    return written.replace(".", ",") if is_vietnamese() else written


@register.filter
def time_of_day(value: str) -> str:
    """14:05, of Vietnam's clock."""
    return f"{timezone.localtime(datetime.fromisoformat(value)):%H:%M}"


@register.filter
def dong(money: Mapping[str, Any]) -> str:
    """125.000 ₫: đồng have no smaller unit."""
    return f"{number(money['amount'])}{NO_BREAK}₫"


@register.filter
def day(value: str | date) -> str:
    """01/07/2025 in Vietnamese, 1 July 2025 in English; an instant falls on Vietnam's day."""
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    if isinstance(found, datetime) and found.tzinfo is not None:
        found = timezone.localtime(found)
    if is_vietnamese():
        return f"{found:%d/%m/%Y}"
    return f"{found.day} {found:%B %Y}"


@register.filter
def stars(count: int | None) -> str:
    """★★★★☆, for eyes; who listens is told in words."""
    lit = max(0, min(count or 0, MOST_STARS))
    words = ngettext("%(count)s star out of 5", "%(count)s stars out of 5", lit) % {"count": lit}
    return format_html(
        '<span class="stars" role="img" aria-label="{}">{}<span class="stars-off">{}</span></span>',
        words,
        "★" * lit,
        "★" * (MOST_STARS - lit),
    )


@register.filter
def star_share(label: str) -> str:
    """The label of a share by stars, drawn; anything but a number of stars stays as it is."""
    return stars(int(label)) if label.isascii() and label.isdigit() else label


@register.filter
def json_ld(value: Mapping[str, Any]) -> SafeString:
    """For a <script type="application/ld+json">: a data block, so nothing in it may end the element."""
    text = json.dumps(value, ensure_ascii=False)
    for letter, escaped in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(letter, escaped)
    return SafeString(text)


@register.simple_tag
def sources(image: Mapping[str, Any], wide: Mapping[str, Any] | None = None, key: str = "") -> str:
    """A `srcset` of an image in one format and two widths. "" while that format has not been made."""
    addresses = {found["width"]: found[key] for found in (image, wide) if found and found[key].endswith(f".{key}")}
    return ", ".join(f"{address} {width}w" for width, address in sorted(addresses.items()))
