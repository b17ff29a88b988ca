"""Tables inside the office's pages: beside each other on a desk, one card a row on a telephone."""

from collections.abc import Iterable, Sequence

from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> SafeString:
    """Cells are escaped, unless they are safe already. "–" where there are no rows."""
    found = [list(row) for row in rows]
    if not found:
        return SafeString("–")
    shown = {"headers": [capfirst(header) for header in headers], "rows": found}
    return SafeString(render_to_string("unfold/components/table.html", {"table": shown}))


def facts(pairs: Iterable[tuple[str, object]]) -> SafeString:
    """Names and what they are, for a single thing."""
    rows = format_html_join("", "<dt>{}</dt><dd>{}</dd>", pairs)
    return format_html('<dl class="office-facts">{}</dl>', rows)


def grouped(number: int) -> str:
    """88.000 or 88,000, as the reader's language has it."""
    return number_format(number, force_grouping=True)
