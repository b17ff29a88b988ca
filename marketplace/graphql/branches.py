"""The tree of fields under some field nodes, fragments merged; what Selection looks into."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    InlineFragmentNode,
    NamedTypeNode,
    SelectionSetNode,
    get_named_type,
)
from graphql.execution.collect_fields import should_include_node


class Asked(NamedTuple):
    node: FieldNode
    asked_of: GraphQLNamedType


class Branch:
    """Depends on the variables only through @skip and @include, so a plan for their values can keep it."""

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        conditions: dict[str, Any],
        fields: dict[str, list[Asked]],
    ) -> None:
        self.schema = schema
        self.fragments = fragments
        self.conditions = conditions
        self.fields = fields
        self._below: dict[str, Branch] = {}
        self._spread: set[str] = set()

    @classmethod
    def of(
        cls,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        conditions: dict[str, Any],
        nodes: Iterable[FieldNode],
        named_type: GraphQLNamedType,
    ) -> "Branch":
        """What is asked below field nodes which answer the type."""
        branch = cls(schema, fragments, conditions, {})
        branch._collect_below(nodes, named_type)
        return branch

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(self.fields)

    @cached_property
    def key(self) -> tuple[Any, ...]:
        return tuple((name, self.below(name).key) for name in sorted(self.fields))

    def below(self, name: str) -> "Branch":
        found = self._below.get(name)
        if found is None:
            found = Branch(self.schema, self.fragments, self.conditions, {})
            for node, asked_of in self.fields.get(name, ()):
                if name in fields_of(asked_of):
                    found._collect_below([node], get_named_type(fields_of(asked_of)[name].type))
            self._below[name] = found
        return found

    def on(self, type_name: str) -> "Branch":
        narrowed = {
            name: matching
            for name, asked in self.fields.items()
            if (matching := [field for field in asked if self._may_be(field.asked_of, type_name)])
        }
        return Branch(self.schema, self.fragments, self.conditions, narrowed)

    def _may_be(self, asked_of: GraphQLNamedType, type_name: str) -> bool:
        wanted = self.schema.get_type(type_name)
        if wanted is None or not isinstance(asked_of, GraphQLInterfaceType | GraphQLUnionType):
            return asked_of is wanted
        return asked_of is wanted or self.schema.is_sub_type(asked_of, wanted)

    def _collect_below(self, nodes: Iterable[FieldNode], named_type: GraphQLNamedType) -> None:
        for node in nodes:
            if node.selection_set is not None:
                self._collect(node.selection_set, named_type)

    def _collect(self, selections: SelectionSetNode, asked_of: GraphQLNamedType) -> None:
        for node in selections.selections:
            if isinstance(node, FieldNode):
                if should_include_node(self.conditions, node):
                    self.fields.setdefault(node.name.value, []).append(Asked(node, asked_of))
            elif isinstance(node, InlineFragmentNode):
                if should_include_node(self.conditions, node):
                    self._collect(node.selection_set, self._narrowed(asked_of, node.type_condition))
            elif isinstance(node, FragmentSpreadNode) and should_include_node(self.conditions, node):
                self._collect_spread(self.fragments[node.name.value], asked_of)

    def _collect_spread(self, fragment: FragmentDefinitionNode, asked_of: GraphQLNamedType) -> None:
        # Once per branch, or fragments that spread each other twice would take exponential time.
        if fragment.name.value not in self._spread:
            self._spread.add(fragment.name.value)
            self._collect(fragment.selection_set, self._narrowed(asked_of, fragment.type_condition))

    def _narrowed(self, asked_of: GraphQLNamedType, condition: NamedTypeNode | None) -> GraphQLNamedType:
        return asked_of if condition is None else self.schema.type_map[condition.name.value]


def fields_of(named_type: GraphQLNamedType) -> dict[str, GraphQLField]:
    """By name; none for unions and for leaves."""
    return named_type.fields if isinstance(named_type, GraphQLObjectType | GraphQLInterfaceType) else {}
