"""Livestreams to watch: what is to come, what is on, and what was."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from storefront.addresses import Reader, pages, paging
from storefront.answers import answer
from storefront.pages import page

STATUSES = {
    "PLANNED": gettext_lazy("coming"),
    "REHEARSING": gettext_lazy("about to begin"),
    "LIVE": gettext_lazy("live now"),
    "ENDED": gettext_lazy("over"),
    "REPLAY": gettext_lazy("replay"),
    "CANCELLED": gettext_lazy("called off"),
    "TAKEN_DOWN": gettext_lazy("taken down"),
}
ROLES = {
    "SELLER": gettext_lazy("seller"),
    "GUEST": gettext_lazy("guest"),
    "OFFICIAL": gettext_lazy("official"),
}
PLATFORMS = {"FACEBOOK": "Facebook", "TIKTOK": "TikTok", "YOUTUBE": "YouTube", "ZALO": "Zalo", "OWN": "Web"}
PAGE = 24
LONGEST_CODE = 12


@require_safe
def livestream_list(request: HttpRequest) -> HttpResponse:
    asked = paging(Reader(request.GET), PAGE)
    found = answer(request, "livestreams", first=PAGE, after=asked.get("after"))["livestreams"]
    data = {
        "livestreams": found["nodes"],
        "statuses": STATUSES,
        "pages": pages(request.path, {}, found["pageInfo"], asked),
    }
    return page(request, "livestreams.html", data)


@require_safe
def livestream(request: HttpRequest, slug: str) -> HttpResponse:
    data = answer(request, "livestream", slug=slug)
    found = data["livestream"]
    if found is None:
        raise Http404(_("There is no such livestream, or it is not shown any more."))
    link = code_of_link(request)
    context = {
        **data,
        "state": found["state"],
        "statuses": STATUSES,
        "roles": ROLES,
        "platforms": PLATFORMS,
        "link": link,
        "player": _player(found, _second(request)),
    }
    return page(request, "livestream.html", context)


@require_safe
def state(request: HttpRequest, slug: str) -> HttpResponse:
    """What changes while one watches, as a piece of the page: asked for every few seconds. 204: nothing new since."""
    after = _whole(request.GET.get("sau", ""))
    found = answer(request, "livestream-state", slug=slug, after=after)["livestream"]
    if found is None:
        raise Http404
    if found["state"]["sequence"] == after and not found["state"]["deals"]:
        response = HttpResponse(status=204)
    else:
        context = {"livestream": found, "state": found["state"], "link": code_of_link(request), "statuses": STATUSES}
        response = HttpResponse(render_to_string("storefront/parts/live_state.html", context))
    response.headers["Cache-Control"] = "no-store"
    return response


def code_of_link(request: HttpRequest) -> str:
    """Of the sales link that led here: it goes along with whatever is put into the cart from here."""
    code = request.GET.get("link", "").strip().upper()
    return code if code.isascii() and code.isalnum() and len(code) <= LONGEST_CODE else ""


def _player(found: dict[str, Any], second: int) -> str:
    """The first channel that may be shown here; of a replay on YouTube from that second."""
    shown = [one["embedUrl"] for one in found["channels"] if one["embedUrl"]]
    if found["status"] not in ("LIVE", "REPLAY") or not shown:
        return ""
    is_timed = second and "youtube" in shown[0]
    return f"{shown[0]}?start={second}" if is_timed else str(shown[0])


def _second(request: HttpRequest) -> int:
    return _whole(request.GET.get("t", ""))


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
