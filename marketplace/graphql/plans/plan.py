"""Plans of a document's queries: compiled once for each set of fields that @skip and @include leave."""

import logging
from typing import Any

from graphql import GraphQLError, OperationDefinitionNode, OperationType

from marketplace.graphql.attempts import Attempt
from marketplace.graphql.context import Context
from marketplace.graphql.documents import Document
from marketplace.graphql.plans.compiler import compile_operation
from marketplace.graphql.plans.runs import Complete, Run, Unanswerable
from marketplace.graphql.plans.sites import Scope

logger = logging.getLogger(__name__)


class Plan:
    def __init__(self, complete: Complete | None) -> None:
        self._complete = complete

    def answer(self, context: Context, variables: dict[str, Any], root_value: Any) -> dict[str, Any] | None:
        """The response's data; None when the plan gives up."""
        if self._complete is None:
            return None
        run = Run(context, variables, root_value)
        with Attempt() as attempt:
            data: dict[str, Any] = self._complete(root_value, run)
            run.finish()
            return data
        logger.debug("The plan gave up", exc_info=attempt.error)
        return None


def plan_of(document: Document, operation: OperationDefinitionNode, variables: dict[str, Any]) -> Plan:
    """For this operation under these values of its conditions, compiled if need be and kept with the document."""
    # Another operation of the document may use the same names for something else: those are no conditions here.
    conditions = {name: variables[name] for name in document.conditions if isinstance(variables.get(name), bool)}
    key = (operation.name.value if operation.name is not None else None, *conditions.items())
    plan: Plan | None = document.plans.get(key)
    if plan is None:
        plan = _compiled(Scope(document.schema, document.fragments, operation, conditions))
        document.plans.put(key, plan)
    return plan


def _compiled(scope: Scope) -> Plan:
    if scope.operation.operation is not OperationType.QUERY:
        return Plan(None)
    try:
        return Plan(compile_operation(scope))
    except (Unanswerable, GraphQLError):
        return Plan(None)
