"""Look-ahead: which fields a query asks of what a resolver is about to fetch."""

from collections.abc import Iterator
from typing import Any

from graphql import GraphQLResolveInfo, get_argument_values, get_named_type

from marketplace.graphql.branches import Branch, fields_of


class Selection:
    """The fields asked below a field, by their schema names: aliases and fragments are merged.

    Where the type is an interface or a union, the fields of all its fragments are there; `on` narrows that.
    """

    __slots__ = ("_branch", "_variables")

    def __init__(self, branch: Branch, variables: dict[str, Any]) -> None:
        self._branch = branch
        self._variables = variables

    def __contains__(self, name: str) -> bool:
        return name in self._branch.fields

    def __getitem__(self, name: str) -> "Selection":
        """What is asked below that field; empty when it is not asked at all."""
        return Selection(self._branch.below(name), self._variables)

    def __iter__(self) -> Iterator[str]:
        return iter(self._branch.fields)

    def __bool__(self) -> bool:
        return bool(self._branch.fields)

    @property
    def names(self) -> frozenset[str]:
        return self._branch.names

    @property
    def key(self) -> tuple[Any, ...]:
        """Hashable: equal for selections of the same fields at every depth, whatever their arguments and order."""
        return self._branch.key

    def on(self, type_name: str) -> "Selection":
        """What is asked when the object turns out to be of that type."""
        return Selection(self._branch.on(type_name), self._variables)

    def arguments(self, name: str) -> list[dict[str, Any]]:
        """The coerced arguments of each time that the field is asked (under several aliases, say)."""
        return [
            get_argument_values(fields_of(asked_of)[name], node, self._variables)
            for node, asked_of in self._branch.fields.get(name, ())
            if name in fields_of(asked_of)
        ]


def selected(info: GraphQLResolveInfo) -> Selection:
    """What is asked of the value that this resolver is to answer."""
    # A compiled plan keeps the branch beside the field; the stock executor's info has to collect it each time.
    branch = getattr(info, "branch", None) or Branch.of(
        info.schema, info.fragments, info.variable_values, info.field_nodes, get_named_type(info.return_type)
    )
    return Selection(branch, info.variable_values)
