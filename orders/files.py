"""Labels and packing slips to print, photos of what goes back, and data for invoices: each for those whose it is and
for nobody else."""

from collections.abc import Callable, Sequence

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path
from django.utils import translation
from django.views.decorators.http import require_safe

from catalog.spreadsheets.writing import lines, xlsx_table
from marketplace.access.sessions import sign_in_by_token
from marketplace.access.tokens import TokenExpired
from marketplace.downloads import PRIVATE_HEADERS
from marketplace.errors import Invalid, NotFound, PermissionDenied, Required, Unauthenticated
from marketplace.graphql.http.languages import language_of
from orders.commands.paper import note_invoice_export, note_labels, note_slips
from orders.commands.returns.photos import read_return_photo
from orders.invoices import invoice_table, invoiced_orders, period_of
from orders.printing.labels import labels
from orders.printing.parcels import Parcel, parcels
from orders.printing.slips import slips
from orders.states import WrongState

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX}


@require_safe
def printed(
    request: HttpRequest, *, name: str, sheets: Callable[[Sequence[Parcel]], bytes], noted: Callable[..., None]
) -> HttpResponse:
    """By an access token or the site's cookie; `?order=`, once for each number.

    409 where a state forbids one of them: nothing is printed then, so that no parcel is forgotten unseen.
    """
    language = language_of(request.headers.get("Accept-Language", ""))
    try:
        sign_in_by_token(request)
        found = parcels(actor=request.user, numbers=request.GET.getlist("order"))
        with translation.override(language):
            content = sheets(found)
        noted(actor=request.user, rows=[one.order for one in found])
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
def invoices(request: HttpRequest, *, format: str) -> HttpResponse:
    """`?shop=`, by its address, `&from=` and `&until=`, both days included: its orders completed then.

    400 for a period that cannot be, or holds too many of them.
    """
    language = language_of(request.headers.get("Accept-Language", ""))
    given = {name: request.GET.get(name, "") for name in ("shop", "from", "until")}
    try:
        sign_in_by_token(request)
        with translation.override(language):
            period = period_of(given["from"], given["until"])
            seller, found = invoiced_orders(actor=request.user, slug=given["shop"], period=period)
            rows = invoice_table(found)
            content = xlsx_table(rows) if format == "xlsx" else b"".join(lines(rows))
    except (Unauthenticated, TokenExpired):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer", **PRIVATE_HEADERS})
    except (NotFound, PermissionDenied) as error:
        raise Http404 from error
    except (Required, Invalid) as error:
        with translation.override(language):
            words = str(error)
        return HttpResponse(words, status=400, content_type="text/plain; charset=utf-8", headers=PRIVATE_HEADERS)
    note_invoice_export(actor=request.user, seller=seller, begins=period.begins, ends=period.ends, count=len(found))
    name = f"{seller.slug}-{period.begins}-{period.ends}.{format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', **PRIVATE_HEADERS}
    return HttpResponse(content, content_type=TYPES[format], headers=headers)


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
    path(
        "files/orders/labels.pdf",
        printed,
        {"name": "labels", "sheets": labels, "noted": note_labels},
        name="order-labels",
    ),
    path(
        "files/orders/slips.pdf",
        printed,
        {"name": "packing-slips", "sheets": slips, "noted": note_slips},
        name="order-slips",
    ),
    path("files/orders/invoices.csv", invoices, {"format": "csv"}),
    path("files/orders/invoices.xlsx", invoices, {"format": "xlsx"}),
]
