"""/metrics, in the format that Prometheus reads, for who has METRICS_TOKEN.

The numbers are the same whichever process is asked: counters are in the broker, the rest is asked of the database.
"""

from collections.abc import Iterator
from secrets import compare_digest

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from marketplace import metrics
from search.commands.pending import lags

TYPE = "text/plain; version=0.0.4; charset=utf-8"
COUNTED = {
    "search_fallbacks": "Searches that PostgreSQL answered in Elasticsearch's place",
    "search_engine_failures": "Searches that Elasticsearch did not answer, or not in time",
    "search_refused_documents": "Documents that Elasticsearch refused",
}


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Raises Http404 without the token: nobody learns that there is something."""
    given = request.headers.get("Authorization", "")
    if not settings.METRICS_TOKEN or not compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode()):
        raise Http404
    response = HttpResponse("\n".join([*_lines(), ""]), content_type=TYPE)
    response.headers["Cache-Control"] = "no-store"
    return response


def _lines() -> Iterator[str]:
    """Without the broker: without counters."""
    counts = metrics.counts()
    if counts is not None:
        for name, told in COUNTED.items():
            yield f"# HELP marketplace_{name}_total {told}"
            yield f"# TYPE marketplace_{name}_total counter"
            yield f"marketplace_{name}_total {counts.get(name, 0)}"
    yield "# HELP marketplace_search_index_lag_seconds How long the oldest change has waited for the index"
    yield "# TYPE marketplace_search_index_lag_seconds gauge"
    for engine, seconds in sorted(lags().items()):
        yield f'marketplace_search_index_lag_seconds{{index="{engine}"}} {seconds:.3f}'
