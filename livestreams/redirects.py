"""`/l/<code>`: from a short address to what fits the moment, in one statement, without a session or a cookie.

The code travels on in the address of the page, so nothing in between may keep the answer.
"""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from urllib.parse import urlencode

import segno
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from livestreams.addresses import PARAMETER, link_path, livestream_path, product_path, site_address
from livestreams.codes import LINK_LENGTH, read_code
from livestreams.models import LivestreamStatus
from livestreams.previews import preview
from livestreams.states import HIDDEN
from livestreams.visits import is_program, note_visit
from marketplace.clock import today

NO_STORE = {"Cache-Control": "no-store", "Referrer-Policy": "strict-origin-when-cross-origin", "X-Robots-Tag": "none"}
QR_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
# Written out: building it by the ORM would cost more than running it.
_FIND = """
    SELECT link.id, link.revoked_at, link.expires_at, session.id, session.slug, session.status, session.started_at,
        item.first_pinned_at, product.id, product.slug, listing.product_id IS NOT NULL
    FROM livestreams_saleslink AS link
    JOIN livestreams_livestream AS session ON session.id = link.livestream_id
    LEFT JOIN catalog_product AS product
        ON cardinality(link.product_ids) = 1 AND product.id = link.product_ids[1]
    LEFT JOIN catalog_listing AS listing ON listing.product_id = product.id
    LEFT JOIN livestreams_lineupitem AS item ON item.livestream_id = session.id AND item.product_id = product.id
    WHERE link.code = %s
"""


@dataclass(frozen=True, slots=True)
class Found:
    """`product_slug`: of a link to one product; `is_listed`: shoppers see it."""

    link_id: int
    revoked_at: datetime | None
    expires_at: datetime | None
    livestream_id: int
    slug: str
    status: str
    started_at: datetime | None
    pinned_at: datetime | None
    product_id: int | None
    product_slug: str | None
    is_listed: bool

    def is_active(self, now: datetime) -> bool:
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > now)


@csrf_exempt
@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponseBase:
    """404 for codes of nobody; 302 else; to programs a page with what a preview of it shows."""
    now = timezone.now()
    plain = read_code(code)
    found = found_link(plain)
    if found is None:
        raise Http404
    user_agent = request.headers.get("User-Agent", "")
    if is_program(user_agent):
        return preview(request, found.livestream_id, found.product_id if found.is_listed else None, plain)
    target = target_of(found, plain, now)
    if target is None:
        raise Http404
    if found.is_active(now):
        note_visit(found.link_id, today(now))
    return HttpResponseRedirect(target, headers=NO_STORE)


def found_link(code: str) -> Found | None:
    if len(code) != LINK_LENGTH:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [code])
        row = cursor.fetchone()
    return None if row is None else Found(*row)


def target_of(found: Found, code: str, now: datetime) -> str | None:
    """The product's page, where a deal shows its price while it runs; of a replay the moment at which it was shown;
    else the session's page. Without the code, once the link is revoked or has expired. None: nothing is left."""
    shown = {PARAMETER: code} if found.is_active(now) else {}
    is_hidden = found.status in HIDDEN
    if found.status == LivestreamStatus.REPLAY and found.pinned_at is not None and found.started_at is not None:
        shown["t"] = str(max(0, int((found.pinned_at - found.started_at).total_seconds())))
        return _address(livestream_path(found.slug), shown)
    if found.product_slug is not None and found.is_listed:
        return _address(product_path(found.product_slug), {} if is_hidden else shown)
    return None if is_hidden else _address(livestream_path(found.slug), shown)


@csrf_exempt
@require_safe
def qr(request: HttpRequest, code: str, format: str) -> HttpResponse:
    """Of the link's address; it never changes."""
    plain = read_code(code)
    if format not in QR_TYPES or found_link(plain) is None:
        raise Http404
    made = segno.make_qr(site_address(link_path(plain), request), error="m")
    written = BytesIO()
    made.save(written, kind=format, scale=8, border=4)
    headers = {"Cache-Control": "public, max-age=86400"}
    return HttpResponse(written.getvalue(), content_type=QR_TYPES[format], headers=headers)


def _address(path: str, parameters: dict[str, str]) -> str:
    return f"{path}?{urlencode(parameters)}" if parameters else path


urlpatterns = [
    path("l/<str:code>", follow, name="sales-link"),
    path("l/<str:code>/qr.<str:format>", qr, name="sales-link-qr"),
]
