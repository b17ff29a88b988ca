"""What shoppers look for here, and do not find: for sellers and officers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from storefront.addresses import Reader
from storefront.answers import answer
from storefront.forms import form_page, sign_in_first

PERIODS = {"7": _("7 days"), "30": _("30 days"), "90": _("90 days"), "365": _("a year")}
FIRST_PERIOD = "30"


@require_safe
def searches(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return sign_in_first(request)
    days = Reader(request.GET).word("ngay", allowed=PERIODS) or FIRST_PERIOD
    found = answer(request, "search-insights", days=int(days))
    if found["popular"] is None:
        raise Http404(_("This page is for producers and officers."))
    return form_page(request, "searches.html", {**found, "periods": PERIODS, "days": days})
