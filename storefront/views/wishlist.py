"""Hearts: what somebody saved for later, and the shops that they follow."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from storefront.addresses import Reader, pages, paging
from storefront.answers import answer
from storefront.forms import form_page, goes_to, next_address, send, typed

PAGE = 24


@require_safe
def wishlist(request: HttpRequest) -> HttpResponse:
    return _list(request, "wishlist", [])


@require_safe
def following(request: HttpRequest) -> HttpResponse:
    return _list(request, "following", [])


# Pages of goods carry no cookie, and so no token against forged forms; the browser sends the account's cookie with no
# form of another site (SameSite), and the worst that one could do is to put a product on a list.
@csrf_exempt
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    given = typed(request, "product", "bo")
    document = "remove-from-wishlist" if given["bo"] else "save-for-later"
    return _pressed(request, "wishlist", document, product=given["product"])


@csrf_exempt
@require_POST
def follow(request: HttpRequest) -> HttpResponse:
    given = typed(request, "seller", "bo")
    document = "unfollow-shop" if given["bo"] else "follow-shop"
    return _pressed(request, "following", document, seller=given["seller"])


def _pressed(request: HttpRequest, name: str, document: str, **given: str) -> HttpResponse:
    """Back to where the heart was; who is not signed in does that first, and comes back there."""
    if not request.user.is_authenticated:
        query = {"tiep": next_address(request) or reverse(f"storefront:{name}")}
        return HttpResponseRedirect(reverse("storefront:sign-in", query=query))
    outcome = send(request, document, **given)
    if not outcome.is_good:
        return _list(request, name, [words for said in outcome.problems.values() for words in said])
    return goes_to(request, name)


def _list(request: HttpRequest, name: str, problems: list[str]) -> HttpResponse:
    asked = paging(Reader(request.GET), PAGE)
    me = answer(request, name, first=PAGE, after=asked.get("after"))["me"]
    address = reverse(f"storefront:{name}")
    if me is None:
        return HttpResponseRedirect(reverse("storefront:sign-in", query={"tiep": address}))
    found = me[name]
    data = {
        "items": found["nodes"],
        "problems": problems,
        "pages": pages(address, {}, found["pageInfo"], asked),
    }
    return form_page(request, f"{name}.html", data)
