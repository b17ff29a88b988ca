"""Parsed and validated documents, remembered by their text: parsing and validating cost more than executing."""

import hashlib
from collections.abc import Collection, Hashable
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from graphene_django.settings import graphene_settings
from graphql import (
    ASTValidationRule,
    DirectiveNode,
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    validate,
    visit,
)

from marketplace.graphql.errors import PARSE_FAILED, VALIDATION_FAILED, coded
from marketplace.graphql.limits.parsing import parse_bounded
from marketplace.graphql.limits.shape import excess
from marketplace.graphql.limits.texts import nul_in_literals
from marketplace.graphql.recent import Recent
from marketplace.graphql.rules import RULES

CAPACITY = 4_000_000  # characters of source; a document with its plans takes some 20 times its source
LARGEST_KEPT = 64_000
MOST_ERRORS = 20
MOST_PLANS = 16


class Document:
    """A request's text and what it means against a schema. With `errors` it must not be executed.

    `plans` is where execution keeps what it compiled of it.
    """

    def __init__(
        self, source: str, schema: GraphQLSchema, ast: DocumentNode | None, errors: list[GraphQLError]
    ) -> None:
        self.source = source
        self.schema = schema
        self.ast = ast
        self.errors = errors
        definitions = ast.definitions if ast is not None else ()
        self.operations = [node for node in definitions if isinstance(node, OperationDefinitionNode)]
        self.fragments = {node.name.value: node for node in definitions if isinstance(node, FragmentDefinitionNode)}
        self.plans: Recent[Hashable, Any] = Recent(MOST_PLANS)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the text, in hexadecimal: the hash of Automatic Persisted Queries."""
        return hashlib.sha256(self.source.encode()).hexdigest()

    @cached_property
    def conditions(self) -> tuple[str, ...]:
        """The variables which @skip and @include ask for: they decide which fields there are."""
        found = _Conditions()
        if self.ast is not None:
            visit(self.ast, found)
        return tuple(sorted(found.names))

    def operation(self, name: str | None = None) -> OperationDefinitionNode | None:
        """The operation of that name; the only one when no name is given; else None."""
        if name is None:
            return self.operations[0] if len(self.operations) == 1 else None
        named = (node for node in self.operations if node.name is not None and node.name.value == name)
        return next(named, None)


class _Conditions(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_directive(self, node: DirectiveNode, *_where: Any) -> None:
        values = [argument.value for argument in node.arguments]
        self.names.update(value.name.value for value in values if isinstance(value, VariableNode))


class Documents:
    """The documents of one schema under one set of rules."""

    def __init__(
        self, schema: GraphQLSchema, rules: Collection[type[ASTValidationRule]] = RULES, capacity: int = CAPACITY
    ) -> None:
        self.schema = schema
        self.rules = tuple(rules)
        self._recent: Recent[str, Document] = Recent(capacity)

    def get(self, source: str) -> Document:
        found = self._recent.get(source)
        if found is None:
            found = self._read(source)
            # Faulty ones are not kept: they would push out the good, and clients do not repeat them for long.
            if not found.errors and len(source) <= LARGEST_KEPT:
                self._recent.put(source, found, len(source))
        return found

    def _read(self, source: str) -> Document:
        try:
            ast = parse_bounded(source)
        except GraphQLError as error:
            return Document(source, self.schema, None, [coded(error, PARSE_FAILED)])
        refusal = excess(ast) or nul_in_literals(source, ast)
        if refusal is not None:  # before validation, which such documents could hold up for minutes
            return Document(source, self.schema, ast, [refusal])
        errors = validate(self.schema, ast, self.rules, max_errors=MOST_ERRORS, hide_suggestions=not settings.DEBUG)
        return Document(source, self.schema, ast, [coded(error, VALIDATION_FAILED) for error in errors])


def document(source: str) -> Document:
    """The document against the project's schema (settings.GRAPHENE["SCHEMA"])."""
    return documents_of(graphene_settings.SCHEMA.graphql_schema).get(source)


@lru_cache(maxsize=8)
def documents_of(schema: GraphQLSchema) -> Documents:
    return Documents(schema)
