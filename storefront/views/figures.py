from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from storefront.addresses import Reader
from storefront.answers import answer
from storefront.pages import page

REPORT_DAY = date(2020, 12, 31)  # of the programme's report for 2018-2020
_EARLIEST = date(2018, 5, 7)  # the programme began: Decision 490/QĐ-TTg
_LATEST = date(2100, 1, 1)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    reader = Reader(request.GET)
    day = _day(reader)
    data = answer(request, "figures", asOf=day.isoformat())
    query = {"ngay": day.isoformat()} if day != REPORT_DAY else {}
    context = {
        "day": day,
        "is_report": day == REPORT_DAY,
        "problems": reader.problems,
        "sides": [_side("then", data["then"]), _side("now", data["now"])],
    }
    return page(request, "figures.html", context, query=query)


def _day(reader: Reader) -> date:
    text = reader.word("ngay")
    if not text:
        return REPORT_DAY
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if _EARLIEST <= day < _LATEST:
        return day
    reader.problems.append(_("That is no day of the programme; here are the figures of its report."))
    return REPORT_DAY


def _side(name: str, statistics: dict[str, Any]) -> dict[str, Any]:
    charts = {
        _("By stars"): statistics["productsByStars"],
        _("By product group"): statistics["productsByGroup"],
        _("Producers by legal form"): statistics["producersByLegalForm"],
        _("By place"): statistics["productsByPlace"],
    }
    return {"name": name, "charts": charts.items(), **statistics}
