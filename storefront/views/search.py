"""The search: what was typed, what it was taken to mean and how to take that back, and what narrows it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from storefront.addresses import Chip, Query, Reader, address, pages, without
from storefront.answers import answer
from storefront.facets import facets, labels
from storefront.filters import SORTS, ProductFilters, product_filters
from storefront.pages import page

BEST = "hop"  # the address's name for the best first, which is said by saying nothing


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    reader = Reader(request.GET)
    typed, undone = reader.word("q"), reader.words("bo")
    filters, sort = _filters(request)
    query = _query(typed, undone, filters, sort)
    variables = {name: filters.variables[name] for name in ("first", "after", "filter") if name in filters.variables}
    wanted = {"query": typed, "undo": list(undone), "sort": SORTS[sort][0] if sort in SORTS else None}
    found = answer(request, "search", **variables, **wanted)["searchProducts"]
    context = {
        "found": found,
        "goods": [_hit(edge) for edge in found["edges"]],
        "typed": typed,
        "filters": filters,
        "facets": facets(found["facets"], request.path, query),
        "chips": [
            *_read(found, request.path, query),
            *filters.chips(request.path, labels(found["facets"]), query),
        ],
        "pages": pages(request.path, query, found["pageInfo"], filters.paging),
        "sorts": {BEST: _("Best match"), **{name: label for name, (_order, label) in SORTS.items()}},
        "sort": sort if sort in SORTS else BEST,
        "hidden": [(name, value) for name, values in without(query, "sap-xep").items() for value in values],
        "title": _("Search: %(query)s") % {"query": typed} if typed else _("Search"),
    }
    return page(request, "search.html", context, query=query)


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """For the search box's script; without it the box is a plain form."""
    typed = Reader(request.GET).word("q")
    found = answer(request, "suggestions", query=typed)["searchSuggestions"]
    answered = [{"text": one["text"], "kind": _kind(one["kind"]), "address": _address(one)} for one in found]
    response = JsonResponse({"suggestions": answered})
    response.headers["Cache-Control"] = "private, max-age=60"
    return response


def _filters(request: HttpRequest) -> tuple[ProductFilters, str]:
    """And the order; the best first is this page's alone, and no order of product lists."""
    given = request.GET.copy()
    if given.get("sap-xep") == BEST:
        del given["sap-xep"]
    return product_filters(given), given.get("sap-xep", "")


def _query(typed: str, undone: tuple[str, ...], filters: ProductFilters, sort: str) -> Query:
    """As an address, always in the same order."""
    parts: Query = {"q": [typed], "bo": list(undone), **without(filters.query, "sap-xep")}
    parts["sap-xep"] = [sort] if sort in SORTS else []
    return {name: values for name, values in parts.items() if any(values)}


def _hit(edge: dict[str, Any]) -> dict[str, Any]:
    """A card with its words marked; a text speaks only where the name alone does not say why this was found."""
    highlight = edge["highlight"]
    is_named = any(part["isMatch"] for part in highlight["name"])
    return {**edge["node"], "marked": highlight["name"], "snippet": None if is_named else highlight["text"]}


def _read(found: dict[str, Any], path: str, query: Query) -> list[Chip]:
    """Limits that the query itself has."""
    return [
        Chip(applied["label"], address(path, {**query, "bo": [*query.get("bo", []), applied["key"]]}))
        for applied in found["appliedFilters"]
    ]


def _kind(kind: str) -> str:
    kinds = {"GROUP": _("kind of product"), "SELLER": _("producer"), "PLACE": _("place"), "QUERY": _("search")}
    return kinds.get(kind, "")


def _address(one: dict[str, Any]) -> str:
    """Of what it names; else a search for it."""
    node = one["node"] or {}
    match node.get("__typename"):
        case "Product":
            return reverse("storefront:product", args=[node["slug"]])
        case "Seller":
            return reverse("storefront:seller", args=[node["slug"]])
        case "ProductGroup":
            return address(reverse("storefront:products"), {"nhom": [node["id"]]})
        case "Place":
            return address(reverse("storefront:products"), {"noi": [node["id"]]})
    return address(reverse("storefront:search"), {"q": [one["text"]]})
