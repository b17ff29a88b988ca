"""From an operation's fields to closures."""

from collections.abc import Callable
from typing import Any, cast

from graphql import (
    FieldNode,
    GraphQLAbstractType,
    GraphQLEnumType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    default_field_resolver,
    default_type_resolver,
)
from graphql.execution.collect_fields import collect_fields, collect_sub_fields

from marketplace.graphql.leaves import largest_plain_number, plain_attribute, plain_python_type
from marketplace.graphql.plans.completion import (
    Field,
    leaf_of,
    list_of,
    object_of,
    read_root,
    read_row,
    serialize_enum,
    whole_number_of,
)
from marketplace.graphql.plans.runs import Complete, Run, Unanswerable
from marketplace.graphql.plans.sites import Scope, Site


def compile_operation(scope: Scope) -> Complete:
    """What completes the root. Raises Unanswerable for what plans do not do (introspection), and GraphQLError."""
    root_type = scope.schema.query_type
    if root_type is None:
        raise Unanswerable
    fields = collect_fields(scope.schema, scope.fragments, scope.conditions, root_type, scope.operation.selection_set)
    template, compiled = _fields(scope, root_type, fields)
    return object_of(template, compiled, is_nullable=False, reader=read_root)


def _fields(
    scope: Scope, parent_type: GraphQLObjectType, fields: dict[str, list[FieldNode]]
) -> tuple[dict[str, str | None], list[Field]]:
    template: dict[str, str | None] = dict.fromkeys(fields)
    compiled = []
    for name, nodes in fields.items():
        field_name = nodes[0].name.value
        if field_name == "__typename":
            template[name] = parent_type.name
        elif field_name.startswith("__"):
            raise Unanswerable
        else:
            compiled.append(_field(name, Site(scope, parent_type, parent_type.fields[field_name], nodes)))
    return template, compiled


def _field(name: str, site: Site) -> Field:
    return_type = site.definition.type
    complete = _completion(return_type, site)
    attribute = plain_attribute(site.definition)
    if attribute is None:
        return Field(name, "", None, _resolution(site), complete)
    return Field(name, attribute, plain_python_type(return_type), None, complete)


def _resolution(site: Site) -> Complete:
    resolve: Callable[..., Any] = site.definition.resolve or default_field_resolver

    def resolved(row: Any, run: Run) -> Any:
        info = run.infos.get(site) or run.info(site)
        return resolve(row, info, **info.arguments)

    return resolved


def _completion(return_type: GraphQLOutputType, site: Site) -> Complete:
    is_nullable = not isinstance(return_type, GraphQLNonNull)
    named = return_type.of_type if isinstance(return_type, GraphQLNonNull) else return_type
    if isinstance(named, GraphQLList):
        return list_of(_completion(named.of_type, site), is_nullable=is_nullable)
    if isinstance(named, GraphQLEnumType):
        return leaf_of(serialize_enum(named), is_nullable=is_nullable)
    if isinstance(named, GraphQLScalarType):
        largest = largest_plain_number(named)
        if largest is None:
            return leaf_of(named.serialize, is_nullable=is_nullable)
        return whole_number_of(largest, named.serialize, is_nullable=is_nullable)
    if isinstance(named, GraphQLObjectType):
        return _object(named, site, is_nullable=is_nullable)
    return _abstract(cast(GraphQLAbstractType, named), site, is_nullable=is_nullable)


def _object(object_type: GraphQLObjectType, site: Site, *, is_nullable: bool) -> Complete:
    scope = site.scope
    nodes = collect_sub_fields(scope.schema, scope.fragments, scope.conditions, object_type, site.nodes)
    template, fields = _fields(scope, object_type, nodes)
    complete = object_of(template, fields, is_nullable=is_nullable, reader=read_row)
    is_type_of: Callable[..., Any] | None = object_type.is_type_of
    return complete if is_type_of is None else _checked(is_type_of, site, complete)


def _checked(is_type_of: Callable[..., Any], site: Site, complete: Complete) -> Complete:
    def checked(row: Any, run: Run) -> Any:
        if row is not None and not is_type_of(row, run.info(site)):
            raise Unanswerable
        return complete(row, run)

    return checked


def _abstract(abstract_type: GraphQLAbstractType, site: Site, *, is_nullable: bool) -> Complete:
    resolve_type: Callable[..., Any] = abstract_type.resolve_type or default_type_resolver
    by_type: dict[str, Complete] = {}

    def compiled(type_name: Any) -> Complete:
        # Types are compiled when first met: of an interface's many types a query asks for few.
        schema = site.scope.schema
        object_type = schema.get_type(type_name) if isinstance(type_name, str) else None
        if not isinstance(object_type, GraphQLObjectType) or not schema.is_sub_type(abstract_type, object_type):
            raise Unanswerable
        by_type[type_name] = complete = _object(object_type, site, is_nullable=False)
        return complete

    def complete(row: Any, run: Run) -> Any:
        if row is None and is_nullable:
            return None
        if row is None or isinstance(row, Exception):
            raise Unanswerable
        type_name = resolve_type(row, run.info(site), abstract_type)
        return (by_type.get(type_name) or compiled(type_name))(row, run)

    return complete
