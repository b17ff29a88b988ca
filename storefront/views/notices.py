"""What happened that concerns me, and what of it comes by mail."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from storefront.addresses import Reader, pages, paging
from storefront.answers import answer
from storefront.forms import form_page, goes_to, send, sign_in_first, typed

PAGE = 20
AUDIENCES = {"ACCOUNT": _("Your account"), "SHOP": _("Your shop"), "OFFICE": _("The office")}


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    reader = Reader(request.GET)
    asked = paging(reader, PAGE)
    me = answer(request, "notices", first=PAGE, after=asked.get("after"))["me"]
    if me is None:
        return sign_in_first(request)
    found = me["notifications"]
    nodes = found["nodes"]
    data = {
        "notices": nodes,
        "unread": me["unreadNotificationCount"],
        "newest": nodes[0]["id"] if nodes else "",
        "pages": pages(request.path, {}, found["pageInfo"], asked),
    }
    return form_page(request, "notices.html", data)


@require_POST
def mark_notices_read(request: HttpRequest) -> HttpResponse:
    """Up to the newest that was seen: what came meanwhile stays unread."""
    send(request, "mark-notices-read", upTo=typed(request, "newest")["newest"])
    return goes_to(request, "notices")


@require_http_methods(["GET", "HEAD", "POST"])
def mail_preferences(request: HttpRequest) -> HttpResponse:
    me = answer(request, "mail-preferences")["me"]
    if me is None:
        return sign_in_first(request)
    if request.method == "POST":
        wanted = set(request.POST.getlist("thu"))
        for preference in me["mailPreferences"]:
            is_wanted = preference["kind"] in wanted
            if not preference["isRequired"] and is_wanted != preference["isMailed"]:
                send(request, "set-mail-preference", kind=preference["kind"], isMailed=is_wanted)
        return goes_to(request, "notices")
    groups = [
        (label, [one for one in me["mailPreferences"] if one["audience"] == audience])
        for audience, label in AUDIENCES.items()
    ]
    return form_page(request, "mail-preferences.html", {"me": me, "groups": groups})


@csrf_exempt  # mail programs send this form by themselves (RFC 8058); the token in the address is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """A GET changes nothing: programs that look at links in mails for their users follow them all."""
    if request.method != "POST":
        return form_page(request, "unsubscribe.html", {"preference": None})
    outcome = send(request, "unsubscribe", token=token)
    if not outcome.is_good:
        raise Http404(_("This link is not complete. Perhaps the mail program has cut it off."))
    return form_page(request, "unsubscribe.html", {"preference": outcome.payload["preference"]})
