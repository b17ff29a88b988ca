"""The same document through each executor, to compare their answers."""

import json

from graphql import ExecutionContext, execute_sync

from marketplace.graphql.context import Context
from marketplace.graphql.execution import execute
from marketplace.graphql.loaders import Later
from marketplace.graphql.plans.plan import Plan


class AtOnce(ExecutionContext):
    """graphql-core's executor as it is, but for values that come later: it gets them at once, one by one."""

    def complete_value(self, return_type, field_nodes, info, path, result):
        while type(result) is Later:
            result = result.resolve()
        return super().complete_value(return_type, field_nodes, info, path, result)


def by_stock(document, variables, now):
    context = Context(language="vi", now=now)
    return execute_sync(
        document.schema,
        document.ast,
        context_value=context,
        variable_values=variables,
        execution_context_class=AtOnce,
    )


def by_plan(document, variables, now):
    return execute(document, variables, context=Context(language="vi", now=now))


def by_batching(document, variables, now, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(Plan, "answer", lambda *_arguments: None)
        return execute(document, variables, context=Context(language="vi", now=now)).result


def told(result):
    """Data with the order of its keys, and errors."""
    errors = [(error.path, error.message) for error in result.errors or ()]
    return json.dumps(result.data, default=repr), sorted(errors, key=repr)


def nulled(result):
    """Data, and where errors left it null.

    Which of several errors under one nulled place is told, the specification leaves open; loaders fail later than
    their neighbours, so there executors may differ.
    """
    return json.dumps(result.data, default=repr), {
        _nulled_by(result.data, error.path) for error in result.errors or ()
    }


def _nulled_by(data, path):
    for depth, key in enumerate(path or ()):
        if data is None:
            return tuple(path[:depth])
        data = data[key]
    assert data is None
    return tuple(path or ())
