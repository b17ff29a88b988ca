"""What all pages have in common around their own data: canonical addresses, languages, headers."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.context_processors import csrf
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from storefront.languages import PARAMETER


def page(
    request: HttpRequest,
    template: str,
    data: Mapping[str, Any],
    *,
    query: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """`query`: those parameters of the address that make this page another one (filters, not the language)."""
    content = render_to_string(f"storefront/{template}", {**data, **_frame(request, query or {}, status)})
    response = HttpResponse(content, status=status)
    response.headers["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    return response


def _frame(request: HttpRequest, query: Mapping[str, Any], status: int) -> dict[str, Any]:
    language = get_language() or settings.LANGUAGE_CODE
    addresses = {code: _address(request, query, code) for code, _name in settings.LANGUAGES}
    return {
        "language": language,
        "origin": f"{request.scheme}://{request.get_host()}",
        "path": request.path,
        "canonical": addresses.get(language, addresses[settings.LANGUAGE_CODE]),
        "alternates": addresses.items(),
        "default_address": addresses[settings.LANGUAGE_CODE],
        "here": _here(request, query),
        # Not on the page that tells of our own failure: who asks may be what we failed to find out.
        "viewer": getattr(request, "user", None) if status < 500 else None,
        **csrf(request),
        "other_languages": [(code, name) for code, name in settings.LANGUAGES if code != language],
    }


def _address(request: HttpRequest, query: Mapping[str, Any], language: str) -> str:
    """The page's address in that language. The shop's first language goes without saying."""
    spoken = {} if language == settings.LANGUAGE_CODE else {PARAMETER: language}
    return request.build_absolute_uri(_joined(request.path, {**query, **spoken}))


def _here(request: HttpRequest, query: Mapping[str, Any]) -> str:
    return _joined(request.path, query)


def _joined(path: str, query: Mapping[str, Any]) -> str:
    return f"{path}?{urlencode(query, doseq=True)}" if query else path
