"""Labels and packing slips to print, and photos of what goes back: for those whose they are and for nobody else."""

from collections.abc import Callable, Sequence

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path
from django.utils import translation
from django.views.decorators.http import require_safe

from marketplace.access.sessions import sign_in_by_token
from marketplace.access.tokens import TokenExpired
from marketplace.downloads import PRIVATE_HEADERS
from marketplace.errors import NotFound, PermissionDenied, Unauthenticated
from marketplace.graphql.http.languages import language_of
from orders.commands.returns.photos import read_return_photo
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


@require_safe
def return_photo(request: HttpRequest, *, photo_id: int) -> HttpResponseBase:
    """By an access token, the site's cookie or `?token=` of the order. What is not the viewer's is not there."""
    try:
        sign_in_by_token(request)
        photo, file = read_return_photo(actor=request.user, photo_id=photo_id, token=request.GET.get("token") or None)
    except (Unauthenticated, TokenExpired):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer", **PRIVATE_HEADERS})
    except (NotFound, FileNotFoundError) as error:
        raise Http404 from error
    return FileResponse(file, content_type=photo.media_type, headers=PRIVATE_HEADERS)


urlpatterns = [
    path("files/returns/<int:photo_id>", return_photo, name="return-photo"),
    path("files/orders/labels.pdf", printed, {"name": "labels", "sheets": labels}, name="order-labels"),
    path("files/orders/slips.pdf", printed, {"name": "packing-slips", "sheets": slips}, name="order-slips"),
]
