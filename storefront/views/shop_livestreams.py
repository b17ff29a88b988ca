"""The console of a livestream, for a phone in the hand of who runs it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from storefront.addresses import Reader, pages, paging
from storefront.answers import answer
from storefront.forms import Outcome, form_page, send, sign_in_first, typed
from storefront.views.livestreams import PAGE, ROLES, STATUSES

# By the button's word: the document, and the field of its input that names what it is done with.
STEPS = {
    "tap-duot": ("rehearse-livestream", "livestream"),
    "bat-dau": ("start-livestream", "livestream"),
    "ket-thuc": ("end-livestream", "livestream"),
    "ghim": ("pin-lineup-item", "item"),
    "bo-ghim": ("unpin-lineup-item", "livestream"),
    "mo-gia": ("start-deal", "deal"),
    "dong-gia": ("stop-deal", "deal"),
    "loi": ("say-in-livestream", "livestream"),
    "lien-ket": ("create-sales-link", "livestream"),
}


@require_safe
def shop_livestreams(request: HttpRequest) -> HttpResponse:
    asked = paging(Reader(request.GET), PAGE)
    me = answer(request, "shop-livestreams", first=PAGE, after=asked.get("after"))["me"]
    if me is None:
        return sign_in_first(request)
    found = me["livestreams"]
    data = {
        "livestreams": found["nodes"],
        "statuses": STATUSES,
        "pages": pages(request.path, {}, found["pageInfo"], asked),
    }
    return form_page(request, "shop-livestreams.html", data)


@require_safe
def console(request: HttpRequest, slug: str) -> HttpResponse:
    if not request.user.is_authenticated:
        return sign_in_first(request)
    return _shown(request, slug)


@require_POST
def step(request: HttpRequest, slug: str) -> HttpResponse:
    given = typed(request, "viec", "id", "text", "product")
    if given["viec"] not in STEPS:
        raise Http404(_("There is no such step."))
    document, field = STEPS[given["viec"]]
    extra: dict[str, Any] = {"text": given["text"]} if given["viec"] == "loi" else {}
    if given["viec"] == "lien-ket" and given["product"]:
        extra = {"products": [given["product"]]}
    outcome = send(request, document, **{field: given["id"]}, **extra)
    if not outcome.is_good:
        return _shown(request, slug, outcome)
    return HttpResponseRedirect(reverse("storefront:livestream-console", args=[slug]))


def _shown(request: HttpRequest, slug: str, outcome: Outcome | None = None) -> HttpResponse:
    found = answer(request, "livestream-console", slug=slug)["livestream"]
    if found is None or not found["isRunByViewer"]:
        raise Http404(_("This page is for those who run the livestream."))
    data = {
        "livestream": found,
        "state": found["state"],
        "statuses": STATUSES,
        "roles": ROLES,
        "problems": [words for found in (outcome.problems if outcome else {}).values() for words in found],
    }
    return form_page(request, "livestream-console.html", data, outcome=outcome)
