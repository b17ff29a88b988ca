"""Who tells of a failure: the API in JSON, the shop in a page of its own."""

from django.http import HttpRequest, HttpResponse

from marketplace.graphql.http import crashes
from storefront.views import errors


def server_error(request: HttpRequest) -> HttpResponse:
    return crashes.server_error(request) if request.path_info == crashes.PATH else errors.failed(request)
