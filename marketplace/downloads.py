"""Hands a person's own data to them, and to nobody else."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import path
from django.views.decorators.http import require_GET

from marketplace.access.sessions import sign_in_by_token
from marketplace.access.tokens import TokenExpired
from marketplace.commands.personal_data.export import read_export
from marketplace.errors import NotFound, Unauthenticated

# Whatever a file may hold, it is never shown as a page of this site, kept by a cache, or read by another site.
PRIVATE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}


@require_GET
def download_personal_data(request: HttpRequest, *, token: str) -> HttpResponseBase:
    """By an access token (Authorization: Bearer) or the site's cookie, and a token of exportPersonalData."""
    try:
        sign_in_by_token(request)
        pieces = read_export(actor=request.user, token=token)
    except (Unauthenticated, TokenExpired):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer", **PRIVATE_HEADERS})
    except NotFound as error:
        raise Http404 from error
    disposition = {"Content-Disposition": 'attachment; filename="my-data.zip"'}
    return StreamingHttpResponse(pieces, content_type="application/zip", headers={**PRIVATE_HEADERS, **disposition})


urlpatterns = [path("files/my-data/<str:token>.zip", download_personal_data, name="personal-data")]
