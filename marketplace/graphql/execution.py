"""Runs a document for one request: the compiled plan when there is one, else the specification's executor."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation
from graphql import (
    ExecutionResult,
    GraphQLError,
    OperationDefinitionNode,
    default_field_resolver,
    default_type_resolver,
    get_variable_values,
)
from graphql.execution.execute import CollectedErrors

from marketplace.graphql.batching import BatchingContext
from marketplace.graphql.context import Context
from marketplace.graphql.documents import Document, document
from marketplace.graphql.errors import BAD_USER_INPUT, OPERATION_NOT_FOUND, coded
from marketplace.graphql.plans.plan import plan_of

MOST_ERRORS = 20


@dataclass(frozen=True, slots=True)
class Execution:
    """`operation` and `variables` are None when the request was refused before anything ran."""

    result: ExecutionResult
    document: Document
    operation: OperationDefinitionNode | None = None
    variables: dict[str, Any] | None = None
    is_planned: bool = False


def execute(
    source: str | Document,
    variables: Mapping[str, Any] | None = None,
    *,
    context: Context,
    operation_name: str | None = None,
    root_value: Any = None,
) -> Execution:
    """The answer, with errors in it as they came; `errors.formatted` makes them fit for clients."""
    found = document(source) if isinstance(source, str) else source
    if found.errors:
        return Execution(ExecutionResult(None, found.errors), found)
    operation = found.operation(operation_name)
    if operation is None:
        return Execution(ExecutionResult(None, [_no_operation(operation_name)]), found)
    coerced = _coerced(found, operation, variables or {})
    if isinstance(coerced, list):
        return Execution(ExecutionResult(None, coerced), found)
    with translation.override(context.language):
        data = plan_of(found, operation, coerced).answer(context, coerced, root_value)
        if data is not None:
            return Execution(ExecutionResult(data, None), found, operation, coerced, is_planned=True)
        result = _run(found, operation, coerced, context, root_value)
    return Execution(result, found, operation, coerced)


def _run(
    found: Document, operation: OperationDefinitionNode, variables: dict[str, Any], context: Context, root_value: Any
) -> ExecutionResult:
    return BatchingContext(
        found.schema,
        found.fragments,
        root_value,
        context,
        operation,
        variables,
        default_field_resolver,
        default_type_resolver,
        default_field_resolver,
        CollectedErrors(),
        None,
        _is_never_awaitable,
    ).run()


def _is_never_awaitable(_value: Any) -> bool:
    return False


def _coerced(
    found: Document, operation: OperationDefinitionNode, variables: Mapping[str, Any]
) -> dict[str, Any] | list[GraphQLError]:
    coerced = get_variable_values(
        found.schema,
        operation.variable_definitions or (),
        dict(variables),
        max_errors=MOST_ERRORS,
        hide_suggestions=not settings.DEBUG,
    )
    if isinstance(coerced, list):
        return [coded(error, BAD_USER_INPUT) for error in coerced]
    return coerced


def _no_operation(name: str | None) -> GraphQLError:
    message = f"There is no operation named {name!r}." if name else "Several operations: say which, by operationName."
    return GraphQLError(message, extensions={"code": OPERATION_NOT_FOUND})
