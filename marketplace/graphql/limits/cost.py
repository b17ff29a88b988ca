"""What a query may cost, told before it runs: objects asked for, times the page sizes that they are asked in.

An object costs 1 and a plain value nothing. Below `edges` and `nodes` of a connection everything counts once per
entry of the page (`first` or `last`, else 24); a list without pages counts as LIST entries. settings.GRAPHQL_COSTS
knows better where that would be far off. @skip and @include are not looked at: what may be asked is paid for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_named_type,
    is_leaf_type,
)

from marketplace.graphql.documents import Document
from marketplace.graphql.limits.sizes import PageSize, Size, Variables, list_size, page_size

BUDGET = 10_000
MUTATION = 10
INTROSPECTION = 1_000  # one of the whole schema takes as long as a page of products; thirty would not do

COST_LIMIT = "COST_LIMIT"


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

    def _selected(
        self, selections: SelectionSetNode, parent: GraphQLNamedType, page: PageSize | None
    ) -> Iterator[Price]:
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

    def _field(self, node: FieldNode, parent: GraphQLNamedType, page: PageSize | None) -> Price | None:
        """`page` is that of the connection of which this is a field."""
        name = node.name.value
        if name in ("__schema", "__type"):
            return Price(INTROSPECTION)
        definition = _definition(parent, name)
        if definition is None or node.selection_set is None or is_leaf_type(get_named_type(definition.type)):
            return None
        field, costs, is_list = f"{parent.name}.{name}", settings.GRAPHQL_COSTS, _is_list(definition)
        asked = page_size(definition, node.arguments, self.defaults)
        size: Size | None = page if name in ("edges", "nodes") else None
        if size is None and is_list:
            size = asked or list_size(field, node.arguments, self.defaults, costs)
        below = self._selected(node.selection_set, get_named_type(definition.type), None if is_list else asked)
        return Price(1 if is_list else costs.get(field, 1), size, tuple(below))


def _definition(parent: GraphQLNamedType, name: str) -> GraphQLField | None:
    return parent.fields.get(name) if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType) else None


def _is_list(definition: GraphQLField) -> bool:
    kind = definition.type
    return isinstance(kind.of_type if isinstance(kind, GraphQLNonNull) else kind, GraphQLList)
