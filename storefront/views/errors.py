"""Pages for what went wrong, in the shop's look. They ask the schema nothing: it may be what failed."""

from django.http import HttpRequest, HttpResponse

from storefront.pages import page


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    reason = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    return page(request, "404.html", {"reason": reason}, status=404)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: from another site, from a page that is too old, or from a browser without cookies."""
    return page(request, "403.html", {}, status=403)


def failed(request: HttpRequest) -> HttpResponse:
    return page(request, "500.html", {}, status=500)
