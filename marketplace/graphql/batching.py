"""The specification's executor with loaders: what plans fall back to, and what runs mutations."""

from typing import Any, NamedTuple, cast

from graphql import (
    ExecutionContext,
    ExecutionResult,
    FieldNode,
    GraphQLError,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    OperationDefinitionNode,
    located_error,
)
from graphql.execution.execute import get_field_def
from graphql.pyutils import Path

from marketplace.graphql.attempts import Attempt
from marketplace.graphql.leaves import plain_attribute, plain_python_type
from marketplace.graphql.loaders import Later

Fields = dict[str, list[FieldNode]]
PENDING = object()  # stands in the answer where a Later goes


class Site(NamedTuple):
    """A field of a selection set, with what is always the same about it."""

    name: str
    nodes: list[FieldNode]
    return_type: GraphQLOutputType
    attribute: str | None
    python_type: type | None


class Slot(Path):
    """A path that knows the type of what stands there, which tells how far up a null travels."""

    return_type: GraphQLOutputType


class Hole(NamedTuple):
    """A place in the answer whose value comes with its level."""

    later: Later
    return_type: GraphQLOutputType
    nodes: list[FieldNode]
    info: GraphQLResolveInfo
    path: Path


class BatchingContext(ExecutionContext):
    """Completes the values of loaders a level at a time, so that a level costs each loader one trip.

    Leaves which are plain reads of a row skip resolver, path and completion. Never asynchronous.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._answer: dict[str, Any] = {}
        self._holes: list[Hole] = []
        self._sites: dict[int, tuple[Fields, list[Site]]] = {}

    def run(self) -> ExecutionResult:
        try:
            data = self.execute_operation(self.operation, self.root_value)
        except GraphQLError as error:
            self.collected_errors.add(error, None)
            data = None
        return self.build_response(data, self.collected_errors.errors)

    def execute_operation(self, operation: OperationDefinitionNode, root_value: Any) -> dict[str, Any]:
        self._answer = cast(dict[str, Any], super().execute_operation(operation, root_value))
        self._fill_holes()
        return self._answer

    def execute_fields_serially(
        self, parent_type: GraphQLObjectType, source_value: Any, path: Path | None, fields: Fields
    ) -> dict[str, Any]:
        # Each is complete, with all its loaded values, before the next one writes.
        for site in self._sites_of(parent_type, fields):
            self._answer[site.name] = self._execute_site(parent_type, source_value, path, site)
            self._fill_holes()
        return self._answer

    def execute_fields(
        self, parent_type: GraphQLObjectType, source_value: Any, path: Path | None, fields: Fields
    ) -> dict[str, Any]:
        answer = {}
        read = source_value.get if type(source_value) is dict else None
        for site in self._sites_of(parent_type, fields):
            if read is not None and site.python_type is not None:
                value = read(site.attribute)
                if type(value) is site.python_type:
                    answer[site.name] = value
                    continue
            answer[site.name] = self._execute_site(parent_type, source_value, path, site)
        return answer

    def complete_value(
        self,
        return_type: GraphQLOutputType,
        field_nodes: list[FieldNode],
        info: GraphQLResolveInfo,
        path: Path,
        result: Any,
    ) -> Any:
        if type(result) is Later:
            self._holes.append(Hole(result, return_type, field_nodes, info, path))
            return PENDING
        return super().complete_value(return_type, field_nodes, info, path, result)

    def _execute_site(self, parent_type: GraphQLObjectType, source: Any, path: Path | None, site: Site) -> Any:
        slot = Slot(path, site.name, parent_type.name)
        slot.return_type = site.return_type
        return self.execute_field(parent_type, source, site.nodes, slot)

    def _sites_of(self, parent_type: GraphQLObjectType, fields: Fields) -> list[Site]:
        # Kept with their key's object, which must live as long as its id is in use.
        kept = self._sites.get(id(fields))
        if kept is None:
            kept = self._sites[id(fields)] = (fields, [self._site(parent_type, *field) for field in fields.items()])
        return kept[1]

    def _site(self, parent_type: GraphQLObjectType, name: str, nodes: list[FieldNode]) -> Site:
        definition = get_field_def(self.schema, parent_type, nodes[0])
        attribute = plain_attribute(definition)
        python_type = None if attribute is None else plain_python_type(definition.type)
        return Site(name, nodes, definition.type, attribute, python_type)

    def _fill_holes(self) -> None:
        while self._holes:
            level = [hole for hole in self._holes if self._holder(hole.path) is not None]
            self._holes = []
            # All are resolved before any is completed: what a completed object loads belongs to the next level.
            for hole, (value, error) in [(hole, _resolved(hole.later)) for hole in level]:
                holder = self._holder(hole.path)
                if holder is not None:
                    self._fill(holder, hole, value, error)

    def _fill(self, holder: Any, hole: Hole, value: Any, error: Exception | None) -> None:
        with Attempt() as attempt:
            if error is not None:
                raise error
            holder[hole.path.key] = self.complete_value(hole.return_type, hole.nodes, hole.info, hole.path, value)
        if attempt.error is not None:
            self._fail(located_error(attempt.error, hole.nodes, hole.path.as_list()), hole.path)

    def _fail(self, error: GraphQLError, path: Path) -> None:
        """Nulls the nearest place that may be null, as it would be had the value been there at once."""
        while isinstance(_type_at(path), GraphQLNonNull):
            if path.prev is None:
                raise error
            path = path.prev
        holder = self._holder(path)
        self.collected_errors.add(error, path)
        holder[path.key] = None

    def _holder(self, path: Path) -> Any:
        """The object or list in the answer that the path's last key belongs to; None when an error nulled it."""
        holder: Any = self._answer
        for key in path.as_list()[:-1]:
            holder = holder[key]
            if holder is None:
                return None
        return holder


def _resolved(later: Later) -> tuple[Any, Exception | None]:
    value = None
    with Attempt() as attempt:
        value = later.resolve()
    return value, attempt.error


def _type_at(path: Path) -> GraphQLOutputType:
    if isinstance(path, Slot):
        return path.return_type
    listed = _type_at(path.prev)
    if isinstance(listed, GraphQLNonNull):
        listed = listed.of_type
    return cast(GraphQLList[GraphQLOutputType], listed).of_type
