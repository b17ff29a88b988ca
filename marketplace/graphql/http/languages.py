"""The language of an API request: apps say it with each request, so no cookie and no address has a part in it."""

from functools import lru_cache

from django.http import HttpRequest
from django.utils.translation import get_language_from_request


@lru_cache(maxsize=512)
def language_of(accept_language: str) -> str:
    asked = HttpRequest()
    asked.META["HTTP_ACCEPT_LANGUAGE"] = accept_language
    return get_language_from_request(asked)
