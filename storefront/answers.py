"""A page's data: its document, answered in-process by the public schema."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from marketplace.graphql.context import Context
from marketplace.graphql.errors import BAD_USER_INPUT, formatted
from marketplace.graphql.execution import execute
from storefront.documents import source

# Codes that say: what the visitor's address asked for cannot be. Anything else is a fault of ours.
_VISITORS = {"BAD_ID", "BAD_CURSOR", "BAD_PAGE", "BAD_FILTER", BAD_USER_INPUT}


class PageFailed(Exception):
    """The schema could not answer a page's document; the causes are in the log already."""


def answer(request: HttpRequest, document: str, **variables: Any) -> dict[str, Any]:
    """Raises Http404 for bad ids, cursors and filters, and PageFailed when the schema itself failed."""
    if any("\0" in value for value in variables.values() if isinstance(value, str)):
        raise _lost()  # no text of the database holds it
    context = Context(request)
    result = execute(source(document), variables, context=context).result
    for deed in context.afterwards:
        deed(request)
    if not result.errors:
        data: dict[str, Any] = result.data or {}
        return data
    codes = {str((formatted(error).get("extensions") or {}).get("code")) for error in result.errors}
    if codes <= _VISITORS:
        raise _lost()
    raise PageFailed(f"{document}: {', '.join(sorted(codes))}")


def _lost() -> Http404:
    return Http404(_("This address asks for something that is not there. Perhaps it is old, or was cut off."))
