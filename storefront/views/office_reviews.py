"""Reviews that were reported, for officers of the shop's place, and those that are hidden."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from storefront.addresses import Reader
from storefront.answers import answer
from storefront.desks import Deed, back, done, further, given, problems_of
from storefront.forms import Outcome, form_page, sign_in_first
from storefront.reviews import GROUNDS

PAGE = 20
DEEDS = {
    "an": Deed("hide-review", "review", "reason", "bi-bao-cao", is_repeatable=False),
    "bo-qua": Deed("dismiss-review-reports", "review", "reason", "bi-bao-cao", is_repeatable=False),
    "hien": Deed("show-review", "review", "reason", "dang-an", is_repeatable=False),
}
DONE = {
    "an": gettext_lazy("The review is hidden, and its author is told why."),
    "bo-qua": gettext_lazy("The reports are dismissed; the review stays."),
    "hien": gettext_lazy("The review is shown again, and its author is told."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def office_reviews(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return sign_in_first(request)
    if request.method != "POST":
        return _shown(request)
    values = given(request)
    deed = DEEDS.get(values["deed"])
    if deed is None:
        raise Http404(_("There is no such step."))
    if values["deed"] == "an" and values["ground"] not in GROUNDS:
        return _shown(request, Outcome({}, {"ground": [_("Please choose one.")]}), values)
    outcome = done(request, deed, values, **({"ground": values["ground"]} if values["deed"] == "an" else {}))
    if not outcome.is_good:
        return _shown(request, outcome, values)
    return back("office-reviews", values["deed"], deed.place)


def _shown(
    request: HttpRequest, outcome: Outcome | None = None, values: Mapping[str, str] | None = None
) -> HttpResponse:
    reader = Reader(request.GET)
    reported, hidden = reader.word("sau"), reader.word("sau-an")
    found = answer(request, "office-reviews", size=PAGE, reported=reported or None, hidden=hidden or None)
    if found["reportedReviews"] is None:
        raise Http404(_("This page is for officers who look after reviews."))
    data = {
        "reported": found["reportedReviews"]["nodes"],
        "reported_count": found["reportedReviews"]["totalCount"],
        "reported_pages": further(request.path, "sau", reported, found["reportedReviews"]["pageInfo"]),
        "hidden": found["hiddenReviews"]["nodes"],
        "hidden_count": found["hiddenReviews"]["totalCount"],
        "hidden_pages": further(request.path, "sau-an", hidden, found["hiddenReviews"]["pageInfo"]),
        "grounds": GROUNDS,
        "happened": DONE.get(reader.word("xong", allowed=DONE), ""),
        "problems": problems_of(outcome),
    }
    return form_page(request, "office-reviews.html", data, values=values, outcome=outcome)
