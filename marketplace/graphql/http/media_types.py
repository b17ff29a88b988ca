"""Which of our media types a client prefers (RFC 9110, 12.5.1), and what it says of its own body."""

from functools import lru_cache

from django.http.request import MediaType

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"
HTML = "text/html"

_JSON_FIRST = (JSON, GRAPHQL)  # for */* and alike: what every client can read


@lru_cache(maxsize=1024)
def preferred(accept: str, offered: tuple[str, ...] = _JSON_FIRST) -> str | None:
    """The offered type that the Accept header rates best, the first of equals; None when it wants none of them."""
    ranges = [MediaType(text) for text in accept.lower().split(",") if text.strip()]
    if not ranges:
        return offered[0]
    rated = [(_quality(ranges, kind), kind) for kind in offered]
    best = max(quality for quality, _ in rated)
    return next((kind for quality, kind in rated if quality == best), None) if best > 0 else None


def _quality(ranges: list[MediaType], kind: str) -> float:
    """As the most specific range that matches says."""
    matching = [candidate for candidate in ranges if candidate.match(kind)]
    return max(matching, key=_specificity).quality if matching else 0.0


def _specificity(candidate: MediaType) -> int:
    return candidate.specificity


@lru_cache(maxsize=256)
def content_type(header: str) -> tuple[str, str]:
    """The media type and the charset ("" when there is none) of a Content-Type header, in lower case."""
    parsed = MediaType(header)
    charset = str(parsed.params.get("charset", "")).strip("\"'").lower()
    return f"{parsed.main_type}/{parsed.sub_type}".lower(), charset
