"""The closures that a plan is made of: each completes one kind of value, or raises."""

from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import Any, NamedTuple

from graphql import GraphQLEnumType
from graphql.pyutils import Undefined, is_iterable

from marketplace.graphql.loaders import Later
from marketplace.graphql.plans.runs import Complete, Run, Unanswerable

Reader = Callable[..., Any]


class Field(NamedTuple):
    """Its value is what `resolve` says, or is read from the row; of exactly `python_type` it needs no completion."""

    name: str
    attribute: str
    python_type: type | None
    resolve: Complete | None
    complete: Complete


def object_of(
    template: dict[str, str | None], fields: list[Field], *, is_nullable: bool, reader: Callable[[Any], Reader]
) -> Complete:
    """`template` has all names in the order of the query, so that what comes later keeps its place."""

    def complete(row: Any, run: Run) -> Any:
        read: Reader
        if type(row) is dict:
            read = row.get
        elif row is None and is_nullable:
            return None
        else:
            read = reader(row)
        answer: dict[str, Any] = template.copy()
        for name, attribute, python_type, resolve, complete_field in fields:
            if resolve is None:
                value = read(attribute)
                if type(value) is python_type:
                    answer[name] = value
                    continue
            else:
                value = resolve(row, run)
            if type(value) is Later:
                run.wait(answer, name, value, complete_field)
            else:
                answer[name] = complete_field(value, run)
        return answer

    return complete


def list_of(complete_item: Complete, *, is_nullable: bool) -> Complete:
    def complete(values: Any, run: Run) -> Any:
        if type(values) is not list:
            if values is None and is_nullable:
                return None
            if not is_iterable(values):
                raise Unanswerable
        answer: list[Any] = []
        for index, value in enumerate(values):
            if type(value) is Later:
                run.wait(answer, index, value, complete_item)
                answer.append(None)
            else:
                answer.append(complete_item(value, run))
        return answer

    return complete


def leaf_of(serialize: Callable[[Any], Any], *, is_nullable: bool) -> Complete:
    def complete(value: Any, _run: Run) -> Any:
        if value is None and is_nullable:
            return None
        if value is None or value is Undefined or isinstance(value, Exception):
            raise Unanswerable
        serialized = serialize(value)
        if serialized is None or serialized is Undefined:
            raise Unanswerable
        return serialized

    return complete


def whole_number_of(largest: int, serialize: Callable[[Any], Any], *, is_nullable: bool) -> Complete:
    """A leaf whose serializer leaves whole numbers of up to `largest`, either sign, as they are."""
    complete_other = leaf_of(serialize, is_nullable=is_nullable)

    def complete(value: Any, run: Run) -> Any:
        if type(value) is int and -largest <= value <= largest:
            return value
        return complete_other(value, run)

    return complete


def serialize_enum(enum_type: GraphQLEnumType) -> Callable[[Any], Any]:
    """graphene's own looks for the member anew each time, by value and by name."""
    members = [value.value for value in enum_type.values.values()]
    known = [*members, *(member.value for member in members if isinstance(member, Enum))]
    names = {value: enum_type.serialize(value) for value in known if isinstance(value, str | Enum)}

    def serialized(value: Any) -> Any:
        name = names.get(value) if isinstance(value, str | Enum) else None
        return enum_type.serialize(value) if name is None else name

    return serialized


def read_row(row: Any) -> Reader:
    """How graphene's default resolver reads a row that is not plainly a dict."""
    if row is None or row is Undefined or isinstance(row, Exception):
        raise Unanswerable
    return read_root(row)


def read_root(row: Any) -> Reader:
    return row.get if isinstance(row, dict) else partial(_attribute, row)


def _attribute(row: Any, name: str) -> Any:
    return getattr(row, name, None)
