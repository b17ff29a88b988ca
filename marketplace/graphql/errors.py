"""Errors as clients see them: each with a code, none with anything of our insides."""

import logging
from typing import Any

from django.utils.translation import gettext as _
from graphql import GraphQLError, GraphQLFormattedError, ValueNode

from marketplace.errors import DomainError

PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
OPERATION_NOT_FOUND = "OPERATION_RESOLUTION_FAILURE"  # as Apollo's servers call it
BAD_USER_INPUT = "BAD_USER_INPUT"
INTERNAL = "INTERNAL"

logger = logging.getLogger(__name__)


def coded(error: GraphQLError, code: str) -> GraphQLError:
    """The same error, with the code unless it has one already (a rule may have set its own)."""
    error.extensions = {"code": code, **(error.extensions or {})}
    return error


def formatted(error: GraphQLError) -> GraphQLFormattedError:
    """As it stands in the response. What nobody foresaw is logged with its traceback and told as INTERNAL."""
    answer = error.formatted
    cause = _cause(error)
    if isinstance(cause, DomainError):
        answer["extensions"] = _told(cause)
    elif "code" in (error.extensions or {}):
        answer["extensions"] = dict(error.extensions or {})
    elif _is_bad_argument(error, cause):
        answer["extensions"] = {"code": BAD_USER_INPUT}
    else:
        logger.error("GraphQL field failed: %s", _path(error), exc_info=cause or error)
        answer["message"] = _("Something went wrong on our side. Please try again.")
        answer["extensions"] = {"code": INTERNAL}
    return answer


def _cause(error: GraphQLError) -> Exception | None:
    cause = error.original_error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    return cause


def _told(error: DomainError) -> dict[str, Any]:
    extensions: dict[str, Any] = {"code": error.code.value}
    if error.field is not None:
        extensions["field"] = error.field
    return extensions


def _is_bad_argument(error: GraphQLError, cause: Exception | None) -> bool:
    """Whether the executor refused an argument: those errors, and no others, point at a value in the document."""
    nodes = error.nodes or ()
    return (cause is None or isinstance(cause, GraphQLError)) and any(isinstance(node, ValueNode) for node in nodes)


def _path(error: GraphQLError) -> str:
    return ".".join(map(str, error.path or ()))
