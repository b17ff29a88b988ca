"""How deep, how wide and how repetitive a document is, with its fragments spread out, in time linear in its size.

Runs before validation, because some of the specification's rules compare every pair of fields that meet in one
place.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from marketplace.graphql.errors import VALIDATION_FAILED

DEPTH = 12
INTROSPECTION_DEPTH = 20  # GraphiQL and code generators unwrap types nine times
ALIASES = 30
FIELDS = 1_000  # with fragments spread out
REPETITIONS = 5_000  # pairs of fields under one name in one place: a hundred times the same field
NESTING = 100  # selection sets in one another, inline fragments included

DEPTH_LIMIT = "DEPTH_LIMIT"
ALIAS_LIMIT = "ALIAS_LIMIT"
FIELD_LIMIT = "FIELD_LIMIT"

_INTROSPECTION = ("__schema", "__type")


@dataclass(slots=True)
class Extent:
    """What a selection set comes to. `depth` leaves out what introspection asks, which is `introspection`."""

    fields: int = 0
    aliases: int = 0
    depth: int = 0
    introspection: int = 0

    def add(self, other: "Extent") -> None:
        self.fields += other.fields
        self.aliases += other.aliases
        self.depth = max(self.depth, other.depth)
        self.introspection = max(self.introspection, other.introspection)


def excess(document: DocumentNode) -> GraphQLError | None:
    """What the document has too much of, if anything."""
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    measuring = _Measuring(document)
    whole = Extent()
    for operation in operations:
        whole.add(measuring.of(operation.selection_set))
    # Validation looks into unused fragments too.
    unused = [node for name, node in measuring.fragments.items() if not measuring.has_met(name)]
    for fragment in unused:
        whole.add(measuring.of(fragment.selection_set))
    if measuring.has_cycle:
        return _refusal(VALIDATION_FAILED, "A fragment must not be spread within itself.")
    error = _over(whole)
    if error is None and _repetitions([*operations, *unused], measuring.fragments) > REPETITIONS:
        return _refusal(FIELD_LIMIT, "The same fields are asked too often in one place.")
    return error


def _over(whole: Extent) -> GraphQLError | None:
    if whole.depth > DEPTH:
        return _refusal(DEPTH_LIMIT, f"The query is nested deeper than {DEPTH} fields.")
    if whole.introspection > INTROSPECTION_DEPTH:
        return _refusal(DEPTH_LIMIT, f"Introspection is nested deeper than {INTROSPECTION_DEPTH} fields.")
    if whole.aliases > ALIASES:
        return _refusal(ALIAS_LIMIT, f"The query has more than {ALIASES} aliases.")
    if whole.fields > FIELDS:
        return _refusal(FIELD_LIMIT, f"The query asks for more than {FIELDS} fields.")
    return None


def _refusal(code: str, message: str) -> GraphQLError:
    return GraphQLError(message, extensions={"code": code})


class _Measuring:
    """Measures each fragment once, however often it is spread: fragments of fragments would multiply."""

    def __init__(self, document: DocumentNode) -> None:
        self.fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self.has_cycle = False
        self._measured: dict[str, Extent | None] = {}

    def has_met(self, name: str) -> bool:
        return name in self._measured

    def of(self, selections: SelectionSetNode, nesting: int = 0) -> Extent:
        extent = Extent()
        if nesting > NESTING:
            extent.depth = extent.introspection = NESTING
            return extent
        for node in selections.selections:
            if isinstance(node, FieldNode):
                extent.add(self._field(node, nesting))
            elif isinstance(node, FragmentSpreadNode):
                extent.add(self._fragment(node.name.value, nesting))
            elif isinstance(node, InlineFragmentNode):
                extent.add(self.of(node.selection_set, nesting + 1))
        return extent

    def _field(self, node: FieldNode, nesting: int) -> Extent:
        extent = self.of(node.selection_set, nesting + 1) if node.selection_set else Extent()
        extent.fields += 1
        extent.aliases += node.alias is not None and node.alias.value != node.name.value
        extent.depth += 1
        if node.name.value in _INTROSPECTION:
            extent.depth, extent.introspection = 1, max(extent.depth, extent.introspection)
        return extent

    def _fragment(self, name: str, nesting: int) -> Extent:
        if name not in self._measured:
            self._measured[name] = None  # being measured: meeting it again below closes a cycle
            fragment = self.fragments.get(name)
            self._measured[name] = self.of(fragment.selection_set, nesting + 1) if fragment else Extent()
        found = self._measured[name]
        if found is None:
            self.has_cycle = True
            return Extent()
        # The spread itself counts, else fragments of nothing but spreads would multiply unseen.
        return Extent(found.fields + 1, found.aliases, found.depth, found.introspection)


def _repetitions(
    roots: Sequence[OperationDefinitionNode | FragmentDefinitionNode], fragments: Mapping[str, FragmentDefinitionNode]
) -> int:
    """Pairs of fields which validation compares. Only for documents without cycles, and with few fields."""
    places: Counter[tuple[object, ...]] = Counter()
    for root in roots:
        places.update(_places(root.selection_set, (id(root),), fragments))
    return sum(count * (count - 1) // 2 for count in places.values())


def _places(
    selections: SelectionSetNode, place: tuple[object, ...], fragments: Mapping[str, FragmentDefinitionNode]
) -> Iterator[tuple[object, ...]]:
    for node in selections.selections:
        if isinstance(node, FieldNode):
            here = (*place, node.alias.value if node.alias else node.name.value)
            yield here
            if node.selection_set:
                yield from _places(node.selection_set, here, fragments)
        elif isinstance(node, FragmentSpreadNode):
            if node.name.value in fragments:
                yield from _places(fragments[node.name.value].selection_set, place, fragments)
        elif isinstance(node, InlineFragmentNode):
            yield from _places(node.selection_set, place, fragments)
