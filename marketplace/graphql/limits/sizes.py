"""How many entries a field may answer, read off its arguments and the variables before anything runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    ArgumentNode,
    EnumValueNode,
    GraphQLField,
    IntValueNode,
    NullValueNode,
    ValueNode,
    VariableNode,
)

PAGE = 24
LARGEST_PAGE = 100
LIST = 10

Variables = Mapping[str, Any]
Defaults = Mapping[str, ValueNode | None]  # of the operation's variables


@dataclass(frozen=True, slots=True)
class Argument:
    """As written: a value, or a variable with its default as the value."""

    value: Any
    variable: str | None = None

    @classmethod
    def read(cls, node: ValueNode, defaults: Defaults) -> "Argument":
        if isinstance(node, VariableNode):
            name = node.name.value
            default = defaults.get(name)
            return cls(None if default is None else _literal(default), name)
        return cls(_literal(node))

    def of(self, variables: Variables) -> Any:
        """None when it is null or not given; an explicit null is no wish for the default."""
        return self.value if self.variable is None else variables.get(self.variable, self.value)


@dataclass(frozen=True, slots=True)
class PageSize:
    """Of a field with pages: the larger of first and last, else the default."""

    wanted: tuple[Argument, ...]
    default: int

    def of(self, variables: Variables) -> int:
        given = [number for wanted in self.wanted if (number := _whole(wanted.of(variables))) is not None]
        # A page that is too large is refused by its resolver.
        return min(max(*given, 1), LARGEST_PAGE) if given else self.default


@dataclass(frozen=True, slots=True)
class ListSize:
    """Of a list without pages, as `sizes` know it: by itself, and smaller with some of its arguments."""

    number: int
    narrowing: tuple[tuple[str, Argument], ...]
    sizes: Mapping[str, int]

    def of(self, variables: Variables) -> int:
        size = self.number
        for key, argument in self.narrowing:
            value = argument.of(variables)
            if value is not None:
                size = min(size, self.sizes.get(f"{key})", size), self.sizes.get(f"{key}: {value})", size))
        return size


Size = PageSize | ListSize


def page_size(definition: GraphQLField, arguments: Iterable[ArgumentNode], defaults: Defaults) -> PageSize | None:
    """None of a field that has no pages."""
    if "first" not in definition.args:
        return None
    wanted = [Argument.read(node.value, defaults) for node in arguments if node.name.value in ("first", "last")]
    default = definition.args["first"].default_value
    return PageSize(tuple(wanted), default if type(default) is int else PAGE)


def list_size(
    field: str, arguments: Iterable[ArgumentNode], defaults: Defaults, sizes: Mapping[str, int]
) -> ListSize:
    """`field` as `Query.places`; `sizes` may know it, `Query.places(parent)` and `Query.places(level: PROVINCE)`."""
    narrowing = [
        (f"{field}({node.name.value}", Argument.read(node.value, defaults))
        for node in arguments
        if any(key.startswith(f"{field}({node.name.value}") for key in sizes)
    ]
    return ListSize(sizes.get(field, LIST), tuple(narrowing), sizes)


def _literal(node: ValueNode) -> Any:
    if isinstance(node, NullValueNode):
        return None
    if isinstance(node, IntValueNode):
        return int(node.value) if len(node.value) < 10 else LARGEST_PAGE
    return node.value if isinstance(node, EnumValueNode) else node  # of others it matters only that they are given


def _whole(value: Any) -> int | None:
    """What GraphQL takes for an Int: 100.0 too, as JSON has but one kind of number."""
    if type(value) is float and value.is_integer():
        return int(value)
    return value if type(value) is int else None
