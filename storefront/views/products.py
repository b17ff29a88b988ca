from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from storefront.addresses import pages
from storefront.answers import answer
from storefront.filters import SORTS, STARS, ProductFilters, product_filters
from storefront.groups import names_by_id, with_goods
from storefront.pages import page
from storefront.reviews import review_filters, review_section
from storefront.structured import product_facts
from storefront.views.livestreams import code_of_link


@require_safe
def product_list(request: HttpRequest) -> HttpResponse:
    filters = product_filters(request.GET)
    data = answer(request, "products", **filters.variables)
    if _is_unknown(data, filters):
        raise Http404(_("This filter names something that is not there."))
    groups = with_goods(data["productGroups"], filters.groups)
    context = {
        **data,
        "filters": filters,
        "groups": groups,
        "sorts": {name: label for name, (_order, label) in SORTS.items()},
        "star_choices": STARS,
        "chips": filters.chips(request.path, _names(data)),
        "pages": pages(request.path, filters.query, data["products"]["pageInfo"], filters.paging),
        "title": _title(data, filters),
    }
    return page(request, "products.html", context, query=filters.query)


@require_safe
def product_detail(request: HttpRequest, slug: str) -> HttpResponse:
    filters = review_filters(request.GET)
    data = answer(request, "product", slug=slug, isLinked=bool(code_of_link(request)), **filters.variables)
    product = data["product"]
    if product is None:
        raise Http404(_("This product is not on sale, or never was. The shop has many more."))
    others = [other for other in product["seller"]["products"]["nodes"] if other["slug"] != slug][:4]
    context = {
        **data,
        "pictures": list(zip(product["media"], product["large"], strict=True)),
        "others": others,
        "buyable": _buyable(product),
        "stop": product["seller"]["acceptsOrders"]["message"],
        "related": [near for near in product["related"] if near["seller"]["name"] != product["seller"]["name"]][:4],
        "reviews": product["reviews"]["nodes"],
        "reviewing": review_section(product, filters, request.path),
        "link": code_of_link(request),
        "facts": product_facts(product, request.build_absolute_uri),
    }
    return page(request, "product.html", context)


def _buyable(product: dict[str, Any]) -> list[dict[str, Any]]:
    """Those of which there are some, of a shop that takes orders and in a way in which they can be paid for."""
    if not product["seller"]["acceptsOrders"]["yes"] or product["group"]["isAlcohol"]:
        return []
    return [variant for variant in product["variants"] if variant["quantityAvailable"] > 0]


def _is_unknown(data: dict[str, Any], filters: ProductFilters) -> bool:
    return any(asked and not data.get(name) for name, asked in (("place", filters.place), ("seller", filters.seller)))


def _names(data: dict[str, Any]) -> dict[str, str]:
    names = names_by_id(data["productGroups"])
    if place := data.get("place"):
        names[place["id"]] = place["fullName"]
    if seller := data.get("seller"):
        names[seller["id"]] = seller["name"]
    return names


def _title(data: dict[str, Any], filters: ProductFilters) -> str:
    """What is on this page, in the words of its one filter; the general title when there are several."""
    names = _names(data)
    named = [*filters.groups, *filter(None, [filters.place, filters.seller])]
    return names.get(named[0], _("Products")) if len(named) == 1 else _("Products")
