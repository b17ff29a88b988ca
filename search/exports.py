"""What shoppers look for, as a spreadsheet: for officers and sellers."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.spreadsheets.writing import lines
from marketplace.access.sessions import sign_in_by_token
from marketplace.clock import today
from marketplace.errors import DomainError
from marketplace.graphql.http.languages import language_of
from search.insights import MOST, InsightKind, insights, may_see

DAYS = 90


@require_safe
def searches(request: HttpRequest) -> HttpResponse:
    """By cookie or token; for all others there is nothing here."""
    language = language_of(request.headers.get("Accept-Language", ""))
    try:
        sign_in_by_token(request)
    except DomainError as error:
        raise Http404 from error
    if not may_see(request.user):
        raise Http404
    with translation.override(language):
        response = HttpResponse(b"".join(lines(_rows())), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="searches.csv"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _rows() -> Iterator[list[Any]]:
    yield [_("Searched for"), _("Searches"), _("Visitors"), _("Not found"), _("Clicks")]
    for one in insights(InsightKind.POPULAR, today(), days=DAYS, most=MOST):
        yield list(one)


urlpatterns = [path("files/searches.csv", searches)]
