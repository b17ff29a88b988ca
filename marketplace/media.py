"""Serves renditions at /media/. Content-addressed, so a browser or a proxy may keep them for ever."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import re_path
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from marketplace.images.files import rendition_path

# The pattern is the guard against path traversal: nothing but digits of a digest reaches the file system. The
# master has no address: it is not meant for shoppers.
_RENDITION = (
    r"images/(?P<start>[0-9a-f]{2})/(?P<digest>(?P=start)[0-9a-f]{62})/"
    r"(?P<width>[0-9]{1,5})\.(?P<format>avif|webp|jpeg)"
)
_FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def serve_rendition(request: HttpRequest, *, start: str, digest: str, width: str, format: str) -> HttpResponse:
    etag = f'"{digest[:32]}-{width}-{format}"'
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if etag in known or f"W/{etag}" in known:
        return _kept_for_ever(HttpResponseNotModified(), etag)
    try:
        content = rendition_path(digest, int(width), format).read_bytes()
    except FileNotFoundError as error:
        raise Http404 from error
    return _kept_for_ever(HttpResponse(content, content_type=f"image/{format}"), etag)


def _kept_for_ever(response: HttpResponse, etag: str) -> HttpResponse:
    response.headers["Cache-Control"] = _FOR_EVER
    response.headers["ETag"] = etag
    return response


urlpatterns = [re_path(rf"^{settings.MEDIA_URL.lstrip('/')}{_RENDITION}$", serve_rendition, name="rendition")]
