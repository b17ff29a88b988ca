from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from storefront.languages import is_spoken, remember


# Without a CSRF token, so that pages need no cookie to be read: the worst that a foreign form could do is to show
# the shop in the other language.
@csrf_exempt
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remembers `ngon-ngu` and goes back to `tiep`, if that is a page of ours."""
    back = request.POST.get("tiep", "/")
    if not url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        back = "/"
    response = HttpResponseRedirect(back)
    language = request.POST.get("ngon-ngu", "")
    if is_spoken(language):
        remember(response, language)
    return response
