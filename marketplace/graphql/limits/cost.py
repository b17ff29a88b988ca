"""What a query may cost, told before it runs: objects asked for, times the page sizes that they are asked in.

An object costs 1 and a plain value nothing. Below `edges` and `nodes` of a connection everything counts once per
entry of the page (`first` or `last`, else 24); a list without pages counts as LIST entries, unless
settings.GRAPHQL_COSTS knows better. @skip and @include are not looked at: what may be asked is paid for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from django.conf import settings
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    is_leaf_type,
)

from marketplace.graphql.documents import Document

BUDGET = 10_000
PAGE = 24
LARGEST_PAGE = 100
LIST = 10
MUTATION = 10
INTROSPECTION = 1_000  # one of the whole schema takes as long as a page of products; thirty would not do

COST_LIMIT = "COST_LIMIT"

Variables = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Size:
    """A page size: as written, or the largest of its variables, which count as `number` when none is given."""

    number: int
    variables: tuple[str, ...] = ()

    def of(self, variables: Variables) -> int:
        given = [value for name in self.variables if type(value := variables.get(name)) is int]
        return _page(max(given)) if given else self.number


@dataclass(frozen=True, slots=True)
class Price:
    """What a field costs: its own, and what is below it, times the size of the list that it is."""

    own: int = 0
    size: Size | None = None
    below: tuple["Price", ...] = ()

    def of(self, variables: Variables) -> int:
        cost = self.own + sum(price.of(variables) for price in self.below)
        return cost if self.size is None else cost * self.size.of(variables)


def over_budget(cost: int) -> GraphQLError | None:
    if cost <= BUDGET:
        return None
    message = f"The query costs {cost}, and at most {BUDGET} is answered: ask for smaller pages or for less in them."
    return GraphQLError(message, extensions={"code": COST_LIMIT})


class Pricing:
    """Remembers the prices of a document's operations for as long as the document is remembered."""

    def __init__(self) -> None:
        self._prices: WeakKeyDictionary[Document, dict[int, Price]] = WeakKeyDictionary()

    def cost(self, document: Document, operation: OperationDefinitionNode, variables: Variables) -> int:
        """Of a valid document. `variables` as they were sent."""
        prices = self._prices.setdefault(document, {})
        price = prices.get(id(operation))
        if price is None:
            price = prices[id(operation)] = _Reading(document.schema, operation, document.fragments).price()
        return price.of(variables)


class _Reading:
    def __init__(
        self,
        schema: GraphQLSchema,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
    ) -> None:
        self.schema = schema
        self.operation = operation
        self.fragments = fragments
        self.defaults = {
            node.variable.name.value: node.default_value for node in operation.variable_definitions or ()
        }

    def price(self) -> Price:
        root = self.schema.get_root_type(self.operation.operation)
        below = () if root is None else tuple(self._selected(self.operation.selection_set, root, None))
        return Price(MUTATION if self.operation.operation is OperationType.MUTATION else 0, None, below)

    def _selected(self, selections: SelectionSetNode, parent: GraphQLNamedType, page: Size | None) -> Iterator[Price]:
        for node in selections.selections:
            if isinstance(node, FieldNode):
                price = self._field(node, parent, page)
                if price is not None:
                    yield price
            elif isinstance(node, FragmentSpreadNode):
                fragment = self.fragments[node.name.value]
                on = self.schema.type_map[fragment.type_condition.name.value]
                yield from self._selected(fragment.selection_set, on, page)
            elif isinstance(node, InlineFragmentNode):
                condition = node.type_condition
                on = self.schema.type_map[condition.name.value] if condition else parent
                yield from self._selected(node.selection_set, on, page)

    def _field(self, node: FieldNode, parent: GraphQLNamedType, page: Size | None) -> Price | None:
        """`page` is that of the connection of which this is a field."""
        name = node.name.value
        if name in ("__schema", "__type"):
            return Price(INTROSPECTION)
        definition = _definition(parent, name)
        if definition is None or node.selection_set is None or is_leaf_type(get_named_type(definition.type)):
            return None
        asked, is_list = self._asked(node, definition), _is_list(definition)
        size = page if page is not None and name in ("edges", "nodes") else None
        if size is None and is_list:
            size = asked or Size(settings.GRAPHQL_COSTS.get(f"{parent.name}.{name}", LIST))
        below = self._selected(node.selection_set, get_named_type(definition.type), None if is_list else asked)
        return Price(1, size, tuple(below))

    def _asked(self, node: FieldNode, definition: GraphQLField) -> Size | None:
        """The page size of a field that has pages, else None."""
        if "first" not in definition.args:
            return None
        default = definition.args["first"].default_value
        size = Size(default if type(default) is int else PAGE)
        written = [node.value for node in node.arguments or () if node.name.value in ("first", "last")]
        numbers = [number for value in written if (number := self._number(value)) is not None]
        names = tuple(value.name.value for value in written if isinstance(value, VariableNode))
        return Size(_page(max(numbers)) if numbers else size.number, names)

    def _number(self, value: ValueNode | None) -> int | None:
        """The number that is written, or that is the variable's default; None for null."""
        if isinstance(value, VariableNode):
            return self._number(self.defaults.get(value.name.value))
        if isinstance(value, IntValueNode):
            return int(value.value) if len(value.value) < 10 else LARGEST_PAGE
        return None


def _page(wanted: int) -> int:
    return min(max(wanted, 1), LARGEST_PAGE)  # a page that is too large is refused by its resolver


def _definition(parent: GraphQLNamedType, name: str) -> GraphQLField | None:
    return parent.fields.get(name) if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType) else None


def _is_list(definition: GraphQLField) -> bool:
    kind = definition.type
    return isinstance(kind.of_type if isinstance(kind, GraphQLNonNull) else kind, GraphQLList)
