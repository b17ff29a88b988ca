"""Runs one GraphQL request; a connection to the database that has died in the meantime is replaced, once."""

from dataclasses import dataclass

from django.db import Error as DatabaseError
from django.db import connection
from django.http import HttpRequest
from graphql import GraphQLError, OperationType

from marketplace.graphql.context import Afterwards, Context
from marketplace.graphql.documents import Document
from marketplace.graphql.execution import Execution, execute
from marketplace.graphql.http import answers
from marketplace.graphql.http.parameters import Parameters
from marketplace.graphql.limits.cost import Pricing, over_budget
from marketplace.graphql.response_cache import response_cache

_pricing = Pricing()


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: a valid document, and what came with it."""

    http: HttpRequest
    document: Document
    parameters: Parameters
    kind: str
    language: str

    @property
    def type(self) -> OperationType | None:
        """None when the document has no such operation."""
        operation = self.document.operation(self.parameters.operation_name)
        return operation.operation if operation is not None else None


@dataclass(frozen=True, slots=True)
class Answered:
    body: bytes
    status: int = 200
    is_cacheable: bool = False
    afterwards: tuple[Afterwards, ...] = ()

    def do_afterwards(self, request: HttpRequest) -> None:
        for deed in self.afterwards:
            deed(request)


def answered(asked: Asked) -> Answered:
    operation = asked.document.operation(asked.parameters.operation_name)
    if operation is None:
        return _unexecuted(asked, _execute(asked, Context(asked.http)).result.errors or [])
    cost = _pricing.cost(asked.document, operation, asked.parameters.variables)
    refusal = over_budget(cost)
    if refusal is not None:
        return _unexecuted(asked, [refusal], cost)
    execution, context = _write(asked) if asked.type is OperationType.MUTATION else _read(asked)
    if execution.operation is None:
        return _unexecuted(asked, execution.result.errors or [], cost)
    return Answered(
        answers.executed(execution, cost),
        is_cacheable=context.cacheable and not execution.result.errors,
        afterwards=tuple(context.afterwards),
    )


def _unexecuted(asked: Asked, errors: list[GraphQLError], cost: int | None = None) -> Answered:
    return Answered(answers.unexecuted(errors, cost), answers.unexecuted_status(asked.kind))


def _read(asked: Asked) -> tuple[Execution, Context]:
    context = Context(asked.http, language=asked.language)
    execution = _execute(asked, context)
    if _has_lost_connection(execution):
        context = Context(asked.http, language=asked.language)
        execution = _execute(asked, context)
    return execution, context


def _write(asked: Asked) -> tuple[Execution, Context]:
    # A write is never tried twice, so the connection is tried before it.
    if connection.connection is not None and not connection.is_usable():
        connection.close()
    context = Context(asked.http, language=asked.language)
    try:
        return _execute(asked, context), context
    finally:
        # Every worker hears of the change in a moment; who wrote it must not see the old answer even then.
        if context.wrote_publicly is not False:
            response_cache().clear()


def _execute(asked: Asked, context: Context) -> Execution:
    parameters = asked.parameters
    return execute(asked.document, parameters.variables, context=context, operation_name=parameters.operation_name)


def _has_lost_connection(execution: Execution) -> bool:
    """The server was restarted, say: then the connection that was kept open is of no more use, and is dropped."""
    errors = execution.result.errors or []
    if connection.connection is None or not any(isinstance(_cause(error), DatabaseError) for error in errors):
        return False
    connection.close_if_unusable_or_obsolete()
    return connection.connection is None


def _cause(error: GraphQLError) -> Exception | None:
    cause = error.original_error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause
