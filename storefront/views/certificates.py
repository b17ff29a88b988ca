from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from storefront.addresses import Reader
from storefront.answers import answer
from storefront.pages import page
from storefront.words import STAR_MEANINGS


@require_safe
def certificate_lookup(request: HttpRequest) -> HttpResponse:
    """Explains the stars; a number typed here leads to its certificate."""
    number = Reader(request.GET).word("so").strip("/")
    if number:
        return HttpResponseRedirect(reverse("storefront:certificate", args=[number]))
    data = answer(request, "certificates")
    return page(request, "certificates.html", {**data, "meanings": STAR_MEANINGS})


@require_safe
def certificate_detail(request: HttpRequest, number: str) -> HttpResponse:
    data = answer(request, "certificate", number=number)
    certificate = data["certificate"]
    if certificate is None:
        raise Http404(_("No certificate of this register has that number."))
    product = certificate["product"]
    history = [other for other in (product["certificates"] if product else []) if other["number"] != number]
    return page(request, "certificate.html", {**data, "history": history, "meanings": STAR_MEANINGS})
