"""Hands out papers, to those who may read them and to nobody else; each time is recorded."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path
from django.views.decorators.http import require_GET

from marketplace.access.sessions import sign_in_by_token
from marketplace.access.tokens import TokenExpired
from marketplace.downloads import PRIVATE_HEADERS
from marketplace.errors import NotFound, PermissionDenied, Unauthenticated
from sellers.commands.papers.read_paper import read_paper
from sellers.paper_files import EXTENSIONS


@require_GET
def download_paper(request: HttpRequest, *, paper_id: int) -> HttpResponseBase:
    """By an access token (Authorization: Bearer) or the site's cookie. What is not the viewer's is not there."""
    try:
        sign_in_by_token(request)
        paper, file = read_paper(actor=request.user, paper_id=paper_id)
    except (Unauthenticated, TokenExpired):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer", **PRIVATE_HEADERS})
    except (NotFound, PermissionDenied, FileNotFoundError) as error:
        raise Http404 from error
    name = f"{paper.kind.lower().replace('_', '-')}-{paper.pk}.{EXTENSIONS[paper.media_type]}"
    return FileResponse(
        file, as_attachment=True, filename=name, content_type=paper.media_type, headers=PRIVATE_HEADERS
    )


urlpatterns = [path("papers/<int:paper_id>", download_paper, name="paper")]
