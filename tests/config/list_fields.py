"""The list fields of a schema, and everything that can be asked of what a field answers."""

from graphql import (
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_object_type,
    is_required_argument,
)

PAGE = ("edges", "nodes")  # of a connection: they are its one list
# Goods that lead to goods again: what their loaders still have to ask depends on what the list has met before. They
# have a row of their own.
ROUND = {"related", "reviews"}


def list_fields(schema):
    """`Type.field` for each list and each connection that queries can reach."""
    return sorted(
        f"{parent.name}.{name}"
        for parent in _reached(schema)
        for name, field in parent.fields.items()
        if _is_list(field) and not (_is_connection(parent) and name in PAGE)
    )


def selection(named_type, depth=2):
    """All fields that need no arguments, as deep as that; a page costs no depth."""
    parts = []
    for name, field in getattr(named_type, "fields", {}).items():
        below = get_named_type(field.type)
        if name in ROUND or any(is_required_argument(argument) for argument in field.args.values()):
            continue
        if is_leaf_type(below):
            parts.append(name)
        else:
            is_page = _is_connection(named_type) or named_type.name.endswith("Edge")
            within = selection(below, depth if is_page else depth - 1) if depth or is_page else ""
            parts += [f"{name} {{ {within} }}"] if within else []
    return " ".join(parts)


def _reached(schema):
    found, waiting = set(), [schema.query_type]
    while waiting:
        met = waiting.pop()
        if met in found or not (is_object_type(met) or is_abstract_type(met)):
            continue
        found.add(met)
        if is_abstract_type(met):
            waiting += schema.get_possible_types(met)
        waiting += [get_named_type(field.type) for field in getattr(met, "fields", {}).values()]
    return [met for met in found if is_object_type(met)]


def _is_list(field):
    kind = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
    return isinstance(kind, GraphQLList) or _is_connection(get_named_type(kind))


def _is_connection(named_type):
    return named_type.name.endswith("Connection")
