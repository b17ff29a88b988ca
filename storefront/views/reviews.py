"""Writing what one thinks of what was brought, answering it for the shop, reporting it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from storefront.addresses import Reader
from storefront.answers import answer
from storefront.forms import Outcome, Problems, form_page, send, sign_in_first, typed
from storefront.reviews import GROUNDS, STARS, part_and_product

MOST_PHOTOS = 5


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, id: str, part: str, product: str) -> HttpResponse:
    """The buyer's review of one product of an order: new, or changed."""
    if request.method != "POST":
        return _form(request, id, part, product, token=Reader(request.GET).word("ma"))
    given = typed(request, "ma", "stars", "text")
    token = given["ma"]
    found = _found(request, id, part, product, token)[1]
    said = {"stars": STARS.get(given["stars"], 0), "text": given["text"], "token": token or None}
    if found["review"]:
        outcome = send(request, "edit-review", review=found["review"]["id"], **said)
    else:
        outcome = send(request, "review-product", order=part, product=product, **said)
    if outcome.is_good:
        outcome = _with_photos(request, outcome.payload["review"]["id"], token)
    if not outcome.is_good:
        return _form(request, id, part, product, token=token, values=given, outcome=outcome)
    return _back_to_order(id, token)


@require_POST
def remove_photo(request: HttpRequest, id: str, part: str, product: str) -> HttpResponse:
    given = typed(request, "ma", "photo")
    outcome = send(request, "remove-review-photo", photo=given["photo"], token=given["ma"] or None)
    if not outcome.is_good:
        return _form(request, id, part, product, token=given["ma"], outcome=outcome)
    query = {"ma": given["ma"]} if given["ma"] else {}
    return HttpResponseRedirect(reverse("storefront:review-write", args=[id, part, product], query=query))


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, id: str) -> HttpResponse:
    if not request.user.is_authenticated:
        return sign_in_first(request)
    given = typed(request, "ground", "note")
    outcome = None
    if request.method == "POST":
        ground = given["ground"] if given["ground"] in GROUNDS else None
        if ground is None:
            outcome = Outcome({}, {"ground": [_("Please choose one.")]})
        else:
            outcome = send(request, "report-review", review=id, ground=ground, note=given["note"])
    review = answer(request, "review", id=id)["node"]
    if not review or not review["product"]:
        raise Http404(_("There is no such review here."))
    data = {"review": review, "grounds": GROUNDS, "is_sent": outcome is not None and outcome.is_good}
    data["others"] = _others(outcome, "ground", "note")
    return form_page(request, "review-report.html", data, values=given, outcome=outcome)


def _with_photos(request: HttpRequest, review: str, token: str) -> Outcome:
    """The first that is refused stops the rest; what was said stands already."""
    outcome = Outcome({})
    for file in request.FILES.getlist("photos")[:MOST_PHOTOS]:
        outcome = send(request, "add-review-photo", review=review, file=file, token=token or None)
        if not outcome.is_good:
            break
    return outcome


def _form(
    request: HttpRequest,
    id: str,
    part: str,
    product: str,
    *,
    token: str,
    values: dict[str, str] | None = None,
    outcome: Outcome | None = None,
) -> HttpResponse:
    order, found = _found(request, id, part, product, token)
    review = found["review"]
    known = {"stars": str(review["stars"]), "text": review["text"]} if review else {}
    data = {
        "order": order,
        "part_id": part,
        "product": found,
        "review": review,
        "token": token,
        "choices": STARS,
        "room": MOST_PHOTOS - len(review["photos"]) if review else MOST_PHOTOS,
        "others": _others(outcome, "stars", "text", "file"),
    }
    return form_page(request, "review-write.html", data, values=values or known, outcome=outcome)


def _found(
    request: HttpRequest, id: str, part: str, product: str, token: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    order = answer(request, "order", id=id, token=token or None)["order"]
    found = part_and_product(order, part, product) if order else None
    if found is None:
        raise Http404(_("There is no such order, or this address does not show it."))
    return order, found[1]


def _others(outcome: Outcome | None, *shown: str) -> list[str]:
    """What is wrong with no field of the form."""
    problems: Problems = outcome.problems if outcome is not None else {}
    return [words for name, said in problems.items() if name not in shown for words in said]


def _back_to_order(id: str, token: str) -> HttpResponseRedirect:
    query = {"ma": token} if token else {}
    return HttpResponseRedirect(reverse("storefront:order", args=[id], query=query) + "#danh-gia")
