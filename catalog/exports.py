"""Spreadsheets to take away: a seller's own products, and an empty sheet to begin with."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import path, re_path
from django.views.decorators.http import require_safe

from catalog.spreadsheets.export import rows_of
from catalog.spreadsheets.writing import csv_lines, xlsx_file
from marketplace.access.sessions import sign_in_by_token
from marketplace.commands.authority import Actor
from marketplace.errors import DomainError
from marketplace.graphql.http.languages import language_of
from sellers.models import Seller
from sellers.queries import access_seller
from sellers.rights import Right

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXAMPLE = {
    "sku": "GAO-TAM-1KG",
    "product": "Gạo tám xoan",
    "group": "Gạo, ngũ cốc",
    "variant": "Túi 1 kg",
    "price": 45_000,
    "stock": 100,
    "weight_grams": 1_000,
    "length_mm": 180,
    "width_mm": 120,
    "height_mm": 60,
    "on_sale": True,
}


@require_safe
def seller_products(request: HttpRequest, *, slug: str, format: str) -> HttpResponseBase:
    """For members who may change prices, by cookie or token; for all others there is nothing here."""
    language = language_of(request.headers.get("Accept-Language", ""))
    try:
        sign_in_by_token(request)
        seller = _seller(request.user, slug)
    except DomainError as error:
        raise Http404 from error
    return _file(rows_of(seller.pk, language), slug, format, language)


@require_safe
def template(request: HttpRequest, *, format: str) -> HttpResponseBase:
    language = language_of(request.headers.get("Accept-Language", ""))
    return _file([EXAMPLE], "mau-san-pham" if language == "vi" else "product-template", format, language)


def _seller(actor: Actor, slug: str) -> Seller:
    seller = Seller.objects.filter(slug=slug).first()
    if seller is None:
        raise Http404
    return access_seller(actor=actor, seller_id=seller.pk, right=Right.PRICES)


def _file(rows: Iterable[dict[str, Any]], name: str, format: str, language: str) -> HttpResponseBase:
    response: HttpResponseBase
    if format == "csv":
        response = StreamingHttpResponse(csv_lines(rows, language), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(xlsx_file(rows, language), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{format}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


urlpatterns = [
    re_path(r"^files/products/(?P<slug>[-a-zA-Z0-9_]{1,120})\.(?P<format>csv|xlsx)$", seller_products),
    path("files/product-template.csv", template, {"format": "csv"}),
    path("files/product-template.xlsx", template, {"format": "xlsx"}),
]
