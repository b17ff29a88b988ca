"""From an HTTP request to a GraphQL request, or to a refusal."""

from django.http import HttpRequest
from graphql import OperationType

from marketplace.graphql.http.bodies import body_type, read_body
from marketplace.graphql.http.cross_site import refuse_foreign_write
from marketplace.graphql.http.media_types import JSON
from marketplace.graphql.http.multipart import from_form
from marketplace.graphql.http.parameters import Parameters, from_body, from_query_string
from marketplace.graphql.http.refusals import METHOD_NOT_ALLOWED, Refused, bad_request

METHODS = "GET, HEAD, POST, OPTIONS"
SUBSCRIPTION_UNSUPPORTED = "SUBSCRIPTION_UNSUPPORTED"


def parameters_of(request: HttpRequest) -> Parameters:
    """Raises Refused."""
    if request.method in ("GET", "HEAD"):
        return from_query_string(request.GET)
    if request.method != "POST":
        raise Refused(405, METHOD_NOT_ALLOWED, "Use POST, or GET for queries.", {"Allow": METHODS})
    return from_body(read_body(request)) if body_type(request) == JSON else from_form(request)


def refuse_operation(request: HttpRequest, type: OperationType | None) -> None:
    """Raises Refused for what must not be asked in this way: writes by GET or by other sites, subscriptions."""
    if type is OperationType.SUBSCRIPTION:
        raise bad_request("Subscriptions are served at /graphql/stream.", SUBSCRIPTION_UNSUPPORTED)
    if type is OperationType.MUTATION:
        if request.method != "POST":
            raise Refused(405, METHOD_NOT_ALLOWED, "Mutations are taken by POST alone.", {"Allow": "POST"})
        refuse_foreign_write(request)
