"""For search engines: what may be read, and where the list of all pages is."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from storefront.answers import answer

MOST_ADDRESSES = 50_000  # of one file, by the sitemap protocol
STATIC_PAGES = ("home", "products", "sellers", "certificates", "figures")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return _text(request, "robots.txt", "text/plain", {"sitemap": _whole(request, "sitemap")})


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The index: one file for the pages and sellers, one for each product group, so that none grows too long."""
    data = answer(request, "sitemap-index")
    groups = [child for group in data["productGroups"] for child in group["children"] if child["productCount"]]
    files = [_whole(request, "sitemap-pages")]
    files += [_whole(request, "sitemap-products", group["slug"]) for group in groups]
    return _text(request, "sitemap-index.xml", "application/xml", {"files": files})


@require_safe
def sitemap_pages(request: HttpRequest) -> HttpResponse:
    entries = [{"address": _whole(request, name)} for name in STATIC_PAGES]
    for seller in _walked(request, "sitemap-sellers", "sellers"):
        entries.append({"address": _whole(request, "seller", seller["slug"])})
    return _text(request, "sitemap.xml", "application/xml", {"entries": entries})


@require_safe
def sitemap_products(request: HttpRequest, slug: str) -> HttpResponse:
    data = answer(request, "sitemap-index")
    ids = {child["slug"]: child["id"] for group in data["productGroups"] for child in group["children"]}
    if slug not in ids:
        raise Http404
    entries = [
        {"address": _whole(request, "product", product["slug"]), "changed": product["updatedAt"]}
        for product in _walked(request, "sitemap-products", "products", group=ids[slug])
    ]
    return _text(request, "sitemap.xml", "application/xml", {"entries": entries})


def _walked(request: HttpRequest, document: str, field: str, **variables: Any) -> Iterator[dict[str, Any]]:
    """All entries of a list, a hundred at a time."""
    after, count = None, 0
    while count < MOST_ADDRESSES:
        connection = answer(request, document, after=after, **variables)[field]
        yield from connection["nodes"]
        count += len(connection["nodes"])
        if not connection["pageInfo"]["hasNextPage"]:
            return
        after = connection["pageInfo"]["endCursor"]


def _whole(request: HttpRequest, name: str, *arguments: str) -> str:
    return request.build_absolute_uri(reverse(f"storefront:{name}", args=arguments))


def _text(request: HttpRequest, template: str, kind: str, context: dict[str, Any]) -> HttpResponse:
    response = HttpResponse(
        render_to_string(f"storefront/{template}", context), content_type=f"{kind}; charset=utf-8"
    )
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
