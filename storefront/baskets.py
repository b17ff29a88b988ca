"""Whose cart a visitor has: their account's, or that of a token in a cookie of this shop alone."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from storefront.answers import answer
from storefront.forms import send

COOKIE = "gio"
KEPT = 60 * 24 * 3600  # s, as long as an untouched cart


def token_of(request: HttpRequest) -> str | None:
    """None for who is signed in: they have one without it."""
    return None if request.user.is_authenticated else request.COOKIES.get(COOKIE, "")[:100] or None


def cart_of(request: HttpRequest, place: str | None = None) -> dict[str, Any] | None:
    """What was chosen before signing in is one's own by now."""
    if request.user.is_authenticated and COOKIE in request.COOKIES:
        send(request, "claim-cart", token=request.COOKIES[COOKIE][:100])
    cart: dict[str, Any] | None = answer(request, "cart", token=token_of(request), place=place)["cart"]
    return cart if cart and cart["shops"] else None


def with_cookie(request: HttpRequest, response: HttpResponse, token: str | None = None) -> HttpResponse:
    """Keeps a new token; forgets one that was claimed."""
    if token:
        response.set_cookie(
            COOKIE, token, max_age=KEPT, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    elif request.user.is_authenticated and COOKIE in request.COOKIES:
        response.delete_cookie(COOKIE)
    return response
