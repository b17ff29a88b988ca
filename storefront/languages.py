"""Which language a page is in: what its address says, else the visitor's cookie, else what the browser prefers."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

PARAMETER = "lang"  # of the address, so that search engines find both languages
COOKIE_AGE = 365 * 24 * 3600  # s


class LanguageOfAddress:
    """Middleware, after Django's own for languages: `?lang=en` decides, and is remembered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = request.GET.get(PARAMETER, "")
        if not is_spoken(language):
            return self.get_response(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        remember(response, language)
        return response


def is_spoken(language: str) -> bool:
    return language in dict(settings.LANGUAGES)


def remember(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
