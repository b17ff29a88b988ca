"""What buyers say of a shop's goods, for its people: to read, and to answer."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from storefront.addresses import Reader, pages, paging
from storefront.answers import answer
from storefront.forms import Outcome, form_page, send, sign_in_first, typed
from storefront.reviews import STARS

PAGE = 20
ANSWERS = {"chua": (False, gettext_lazy("without an answer")), "roi": (True, gettext_lazy("answered"))}


@require_safe
def shop_reviews(request: HttpRequest) -> HttpResponse:
    return _shown(request)


@require_POST
def reply(request: HttpRequest) -> HttpResponse:
    given = typed(request, "review", "text")
    outcome = send(request, "reply-to-review", review=given["review"], text=given["text"])
    if not outcome.is_good:
        return _shown(request, outcome, given)
    return HttpResponseRedirect(reverse("storefront:shop-reviews"))


def _shown(
    request: HttpRequest, outcome: Outcome | None = None, values: dict[str, str] | None = None
) -> HttpResponse:
    reader = Reader(request.GET)
    answered, stars = reader.word("tra-loi", allowed=ANSWERS), reader.word("diem", allowed=STARS)
    wanted, asked = reader.word("cua-hang"), paging(reader, PAGE)
    narrowed = {"isAnswered": ANSWERS[answered][0] if answered else None, "stars": STARS.get(stars)}
    me = answer(request, "shop-reviews", first=PAGE, after=asked.get("after"), **narrowed)["me"]
    if me is None:
        return sign_in_first(request)
    shops = [one["account"] for one in me["memberships"]["nodes"] if one["account"]["reviews"] is not None]
    shop = next((one for one in shops if wanted in ("", one["sellerId"])), None)
    if shop is None:
        raise Http404(_("This page is for those who speak for a shop."))
    query = {"tra-loi": [answered], "diem": [stars], "cua-hang": [wanted]}
    query = {name: found for name, found in query.items() if found[0]}
    data = {
        "shop": shop,
        "shops": shops,
        "reviews": shop["reviews"]["nodes"],
        "answered": answered,
        "answers": {name: label for name, (_is, label) in ANSWERS.items()},
        "stars": stars,
        "choices": STARS,
        "problems": [words for said in (outcome.problems if outcome else {}).values() for words in said],
        "pages": pages(request.path, query, shop["reviews"]["pageInfo"], asked),
    }
    return form_page(request, "shop-reviews.html", data, values=values, outcome=outcome)
