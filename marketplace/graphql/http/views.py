"""The view at /graphql/."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from marketplace.graphql.documents import document
from marketplace.graphql.http import answers
from marketplace.graphql.http.anonymous import answered_for_all, is_anonymous
from marketplace.graphql.http.authentication import authenticate
from marketplace.graphql.http.graphiql import graphiql_page
from marketplace.graphql.http.languages import language_of
from marketplace.graphql.http.media_types import GRAPHQL, HTML, JSON, preferred
from marketplace.graphql.http.parameters import Parameters
from marketplace.graphql.http.persisted import asked_digest, persisted_queries, source_of
from marketplace.graphql.http.refusals import NOT_ACCEPTABLE, Refused
from marketplace.graphql.http.requests import METHODS, parameters_of, refuse_operation
from marketplace.graphql.http.running import Asked


@csrf_exempt  # it has rules of its own, see cross_site.py
def graphql(request: HttpRequest) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODS})
    accept = request.headers.get("Accept", "")
    if request.method in ("GET", "HEAD") and preferred(accept, (JSON, GRAPHQL, HTML)) == HTML:
        return graphiql_page(request)
    kind = preferred(accept)
    language = language_of(request.headers.get("Accept-Language", ""))
    with translation.override(language):
        try:
            if kind is None:
                raise Refused(406, NOT_ACCEPTABLE, f"Accept {GRAPHQL} or {JSON}.")
            authenticate(request)
            answer = _answer(request, parameters_of(request), kind, language)
        except Refused as refusal:
            answer = answers.refused(refusal, kind or JSON)
    answer.headers["Content-Language"] = language
    return answer


def _answer(request: HttpRequest, parameters: Parameters, kind: str, language: str) -> HttpResponse:
    digest = asked_digest(parameters)
    found = document(source_of(parameters, digest))
    if found.errors:
        return answers.response(answers.unexecuted(found.errors), kind, answers.unexecuted_status(kind))
    if digest is not None:
        persisted_queries().remember(digest, found.source)
    asked = Asked(request, found, parameters, kind, language)
    refuse_operation(request, asked.type)
    answer = answered_for_all(asked)
    response = answers.response(answer.body, kind, answer.status)
    if answer.is_cacheable and request.method != "POST" and is_anonymous(request):
        return answers.revalidated(request, response)
    return response
