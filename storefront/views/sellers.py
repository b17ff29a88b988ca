from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from storefront.addresses import Query, Reader, pages, paging
from storefront.answers import answer
from storefront.pages import page
from storefront.words import LEGAL_FORMS

PAGE_SIZE = 24
GOODS_A_PAGE = 24


@require_safe
def seller_list(request: HttpRequest) -> HttpResponse:
    reader = Reader(request.GET)
    forms, place, text = reader.words("loai", allowed=LEGAL_FORMS), reader.word("noi"), reader.word("ten")
    query: Query = {"ten": [text], "loai": list(forms), "noi": [place]}
    query = {name: [value for value in values if value] for name, values in query.items()}
    query = {name: values for name, values in query.items() if values}
    # Sellers go one way: the API has no pages backward for them.
    asked = {name: value for name, value in paging(reader, PAGE_SIZE).items() if name in ("first", "after")}
    asked.setdefault("first", PAGE_SIZE)
    data = answer(request, "sellers", **asked, filter=_filter(forms, place, text), **_place(place))
    if place and not data["place"]:
        raise Http404(_("This filter names something that is not there."))
    context = {
        **data,
        "legal_forms": LEGAL_FORMS,
        "forms": forms,
        "text": text,
        "query": query,
        "problems": reader.problems,
        "pages": pages(request.path, query, data["sellers"]["pageInfo"], asked),
    }
    return page(request, "sellers.html", context, query=query)


def _filter(forms: tuple[str, ...], place: str, text: str) -> dict[str, Any]:
    wanted = {"legalForms": list(forms), "places": [place] if place else [], "query": text}
    return {name: value for name, value in wanted.items() if value}


def _place(place: str) -> dict[str, Any]:
    return {"place": place, "hasPlace": True} if place else {}


@require_safe
def seller_detail(request: HttpRequest, slug: str) -> HttpResponse:
    reader = Reader(request.GET)
    asked = paging(reader, GOODS_A_PAGE)
    data = answer(request, "seller", slug=slug, **asked)
    seller = data["seller"]
    if seller is None:
        raise Http404(_("There is no such producer here. Perhaps it has left the market."))
    context = {
        **data,
        "goods": seller["products"]["nodes"],
        "pages": pages(request.path, {}, seller["products"]["pageInfo"], asked),
    }
    return page(request, "seller.html", context)
