"""What a resolver is told of its field: the part that never changes, and the part of one request."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    ListValueNode,
    Node,
    ObjectValueNode,
    OperationDefinitionNode,
    VariableNode,
    get_argument_values,
    get_named_type,
)

from marketplace.graphql.branches import Branch
from marketplace.graphql.context import Context

UNCHANGING = (str, int, float, bool, type(None))


class Scope:
    """What all sites of a plan share. `conditions` are the variables of its @skip and @include."""

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: dict[str, FragmentDefinitionNode],
        operation: OperationDefinitionNode,
        conditions: dict[str, Any],
    ) -> None:
        self.schema = schema
        self.fragments = fragments
        self.operation = operation
        self.conditions = conditions


class Site:
    """A field in a plan."""

    def __init__(
        self, scope: Scope, parent_type: GraphQLObjectType, definition: GraphQLField, nodes: list[FieldNode]
    ) -> None:
        self.scope = scope
        self.parent_type = parent_type
        self.definition = definition
        self.nodes = nodes

    @cached_property
    def branch(self) -> Branch:
        named_type = get_named_type(self.definition.type)
        return Branch.of(self.scope.schema, self.scope.fragments, self.scope.conditions, self.nodes, named_type)

    @cached_property
    def fixed_arguments(self) -> Mapping[str, Any] | None:
        """The arguments when they are the same in each request, and nothing that a resolver could change."""
        try:
            arguments = self.arguments({})
        except GraphQLError:
            return None
        has_variables = any(holds_variable(argument.value) for argument in self.nodes[0].arguments)
        is_fixed = not has_variables and all(type(value) in UNCHANGING for value in arguments.values())
        return arguments if is_fixed else None

    def arguments(self, variables: dict[str, Any]) -> Mapping[str, Any]:
        return get_argument_values(self.definition, self.nodes[0], variables)


class Info:
    """Stands in for GraphQLResolveInfo in one request. It has no path: a plan does not keep one."""

    __slots__ = ("arguments", "context", "root_value", "site", "variable_values")

    path: ClassVar[None] = None

    def __init__(self, site: Site, context: Context, variables: dict[str, Any], root_value: Any) -> None:
        self.site = site
        self.context = context
        self.variable_values = variables
        self.root_value = root_value
        fixed = site.fixed_arguments
        self.arguments = site.arguments(variables) if fixed is None else fixed

    @property
    def branch(self) -> Branch:
        return self.site.branch

    @property
    def field_name(self) -> str:
        return self.site.nodes[0].name.value

    @property
    def field_nodes(self) -> list[FieldNode]:
        return self.site.nodes

    @property
    def return_type(self) -> GraphQLOutputType:
        return self.site.definition.type

    @property
    def parent_type(self) -> GraphQLObjectType:
        return self.site.parent_type

    @property
    def schema(self) -> GraphQLSchema:
        return self.site.scope.schema

    @property
    def fragments(self) -> dict[str, FragmentDefinitionNode]:
        return self.site.scope.fragments

    @property
    def operation(self) -> OperationDefinitionNode:
        return self.site.scope.operation

    @staticmethod
    def is_awaitable(_value: Any) -> bool:
        return False


def holds_variable(node: Node) -> bool:
    if isinstance(node, VariableNode):
        return True
    if isinstance(node, ListValueNode):
        return any(holds_variable(entry) for entry in node.values)
    if isinstance(node, ObjectValueNode):
        return any(holds_variable(field.value) for field in node.fields)
    return False
