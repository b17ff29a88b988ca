"""Labels and packing slips to print, for those who handle a shop's orders and for nobody else."""

from collections.abc import Callable, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils import translation
from django.views.decorators.http import require_safe

from marketplace.access.sessions import sign_in_by_token
from marketplace.access.tokens import TokenExpired
from marketplace.downloads import PRIVATE_HEADERS
from marketplace.errors import NotFound, PermissionDenied, Unauthenticated
from marketplace.graphql.http.languages import language_of
from orders.printing.labels import labels
from orders.printing.parcels import Parcel, parcels
from orders.printing.slips import slips
from orders.states import WrongState


@require_safe
def printed(request: HttpRequest, *, name: str, sheets: Callable[[Sequence[Parcel]], bytes]) -> HttpResponse:
    """By an access token or the site's cookie; `?order=`, once for each number.

    409 where a state forbids one of them: nothing is printed then, so that no parcel is forgotten unseen.
    """
    language = language_of(request.headers.get("Accept-Language", ""))
    try:
        sign_in_by_token(request)
        found = parcels(actor=request.user, numbers=request.GET.getlist("order"))
        with translation.override(language):
            content = sheets(found)
    except (Unauthenticated, TokenExpired):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer", **PRIVATE_HEADERS})
    except (NotFound, PermissionDenied) as error:
        raise Http404 from error
    except WrongState as error:
        with translation.override(language):
            words = str(error)
        return HttpResponse(words, status=409, content_type="text/plain; charset=utf-8", headers=PRIVATE_HEADERS)
    inline = {"Content-Disposition": f'inline; filename="{name}.pdf"', **PRIVATE_HEADERS}
    return HttpResponse(content, content_type="application/pdf", headers=inline)


urlpatterns = [
    path("files/orders/labels.pdf", printed, {"name": "labels", "sheets": labels}, name="order-labels"),
    path("files/orders/slips.pdf", printed, {"name": "packing-slips", "sheets": slips}, name="order-slips"),
]
