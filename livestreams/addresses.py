"""Addresses that are given out: of links, and of the pages that they open."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

PARAMETER = "link"  # of the page that a link opened: the code that its goods are put into a cart with


def site_address(path: str, request: HttpRequest | None) -> str:
    """With the name of the site: as it is set, else as it was asked."""
    if settings.SITE_URL:
        return f"{settings.SITE_URL}{path}"
    return request.build_absolute_uri(path) if request is not None else path


def link_path(code: str) -> str:
    return reverse("sales-link", args=[code])


def qr_path(code: str, format: str) -> str:
    return reverse("sales-link-qr", args=[code, format])


def livestream_path(slug: str) -> str:
    return reverse(settings.LIVESTREAM_PAGE, args=[slug])


def product_path(slug: str) -> str:
    return reverse(settings.PRODUCT_PAGE, args=[slug])
