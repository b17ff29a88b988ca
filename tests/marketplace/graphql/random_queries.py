"""Random valid queries against any schema, for comparing executors."""

import json
from dataclasses import dataclass, field
from itertools import product

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_required_argument,
)
from hypothesis import strategies as st

DEEPEST = 4


@dataclass
class Query:
    """`source` with `variables`. `scalars` has the literals to try for each scalar, as JSON values."""

    schema: object
    draw: object
    scalars: dict
    fragments: list = field(default_factory=list)
    declared: dict = field(default_factory=dict)
    variables: dict = field(default_factory=dict)
    aliases: int = 0

    @property
    def source(self):
        declared = ", ".join(f"${name}: {declaration}" for name, declaration in self.declared.items())
        return f"query Q{f'({declared})' if declared else ''} {self.body}\n" + "\n".join(self.fragments)

    def maybe(self, one_in=4):
        return self.draw(st.integers(1, one_in)) == 1

    def selections(self, parent, depth):
        parts = [self.selection(parent, depth) for _ in range(self.draw(st.integers(1, 4)))]
        return "{ " + " ".join(parts) + " }"

    def selection(self, parent, depth):
        kind = self.draw(st.sampled_from(["field"] * 6 + ["inline", "spread", "typename"]))
        if kind == "typename" or not fields_of(parent):
            return "__typename" + self.directive()
        if kind == "field" or depth >= DEEPEST:
            return self.field(parent, depth)
        condition = self.draw(st.sampled_from(narrower(self.schema, parent)))
        body = self.selections(condition, depth + 1)
        if kind == "inline":
            on = f" on {condition.name}" if condition is not parent or self.maybe(2) else ""
            return f"...{on}{self.directive()} {body}"
        name = f"F{len(self.fragments)}"
        self.fragments.append(f"fragment {name} on {condition.name} {body}")
        return " ".join(f"...{name}{self.directive()}" for _ in range(self.draw(st.integers(1, 2))))

    def field(self, parent, depth):
        candidates = fields_of(parent)
        if depth >= DEEPEST:
            candidates = {
                name: found for name, found in candidates.items() if is_leaf_type(get_named_type(found.type))
            }
        if not candidates:
            return "__typename"
        name = self.draw(st.sampled_from(sorted(candidates)))
        found = candidates[name]
        given = self.arguments(found)
        alias = ""
        if given or self.maybe():
            self.aliases += 1
            alias = f"a{self.aliases}: "
        named = get_named_type(found.type)
        below = "" if is_leaf_type(named) else " " + self.selections(named, depth + 1)
        return f"{alias}{name}{given}{self.directive()}{below}"

    def arguments(self, found):
        given = []
        for name, argument in found.args.items():
            is_required = (
                isinstance(argument.type, GraphQLNonNull) and argument.default_value is argument.default_value
            )
            if is_required or self.maybe(2):
                given.append(f"{name}: {self.value_or_variable(argument.type)}")
        return f"({', '.join(given)})" if given else ""

    def directive(self):
        if not self.maybe(8):
            return ""
        name = self.draw(st.sampled_from(["skip", "include"]))
        return f" @{name}(if: {self.value_or_variable(GraphQLNonNull(self.schema.get_type('Boolean')))})"

    def value_or_variable(self, of_type):
        value = self.value(of_type)
        if not self.maybe(3):
            return literal(value, of_type)
        name = f"v{len(self.declared)}"
        self.declared[name] = str(of_type)
        if self.maybe() and not isinstance(of_type, GraphQLNonNull):
            self.declared[name] += f" = {literal(value, of_type)}"
        else:
            self.variables[name] = value
        return f"${name}"

    def value(self, of_type):
        if isinstance(of_type, GraphQLNonNull):
            return self.present(of_type.of_type)
        return None if self.maybe(6) else self.present(of_type)

    def present(self, of_type):
        if isinstance(of_type, GraphQLList):
            return [self.value(of_type.of_type) for _ in range(self.draw(st.integers(0, 2)))]
        if isinstance(of_type, GraphQLInputObjectType):
            return {
                name: self.value(found.type)
                for name, found in of_type.fields.items()
                if isinstance(found.type, GraphQLNonNull) or self.maybe(3)
            }
        if isinstance(of_type, GraphQLEnumType):
            return self.draw(st.sampled_from(sorted(of_type.values)))
        return self.draw(st.sampled_from(self.scalars[of_type.name]))


@st.composite
def queries(draw, schema, scalars):
    query = Query(schema, draw, scalars)
    query.body = query.selections(schema.query_type, 0)
    return query


def fields_of(named_type):
    return getattr(named_type, "fields", {})


def narrower(schema, parent):
    """Types that a fragment inside `parent` may be on."""
    if is_abstract_type(parent):
        return [parent, *schema.get_possible_types(parent)]
    return [parent, *getattr(parent, "interfaces", ())]


def literal(value, of_type):
    if isinstance(of_type, GraphQLNonNull):
        return literal(value, of_type.of_type)
    if value is None:
        return "null"
    if isinstance(of_type, GraphQLList):
        return "[" + ", ".join(literal(entry, of_type.of_type) for entry in value) + "]"
    if isinstance(of_type, GraphQLInputObjectType):
        parts = (f"{name}: {literal(entry, of_type.fields[name].type)}" for name, entry in value.items())
        return "{" + ", ".join(parts) + "}"
    return value if isinstance(of_type, GraphQLEnumType) else json.dumps(value, ensure_ascii=False)


def paths(schema, scalars, parent=None, depth=0):
    """Every way down to a leaf, one query each: what is rare at random is met at least alone."""
    if depth == 0:
        return ["{ " + path + " }" for path in paths(schema, scalars, schema.query_type, 1)]
    found = ["__typename"] if depth > 1 else []
    for name, asked in fields_of(parent).items():
        named = get_named_type(asked.type)
        below = [""]
        if not is_leaf_type(named):
            below = [f" {{ {path} }}" for path in paths(schema, scalars, named, depth + 1)] if depth < DEEPEST else []
        found += [name + given + rest for given in required_arguments(asked, scalars) for rest in below]
    if is_abstract_type(parent) and depth < DEEPEST:
        for possible in schema.get_possible_types(parent):
            found += [f"... on {possible.name} {{ {path} }}" for path in paths(schema, scalars, possible, depth + 1)]
    return found


def required_arguments(asked, scalars):
    required = [
        [f"{name}: {json.dumps(value)}" for value in scalars[argument.type.of_type.name]]
        for name, argument in asked.args.items()
        if is_required_argument(argument)
    ]
    return [f"({', '.join(given)})" if given else "" for given in product(*required)]
