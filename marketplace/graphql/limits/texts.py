"""NUL, which GraphQL and JSON allow in texts and PostgreSQL does not."""

from typing import Any

from graphql import DocumentNode, GraphQLError, StringValueNode, Visitor, visit

from marketplace.graphql.errors import BAD_USER_INPUT

NUL = "\0"


def has_nul(value: Any) -> bool:
    """Whether any text in a JSON value, keys included, has a NUL in it."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            if NUL in value:
                return True
        elif isinstance(value, dict):
            waiting.extend(value.keys())
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return False


def nul_error() -> GraphQLError:
    return GraphQLError("Texts must not contain NUL (U+0000).", extensions={"code": BAD_USER_INPUT})


def nul_in_literals(source: str, document: DocumentNode) -> GraphQLError | None:
    if "\\u" not in source and NUL not in source:  # written neither way
        return None
    finder = _NulFinder()
    visit(document, finder)
    return nul_error() if finder.found else None


class _NulFinder(Visitor):
    found = False

    def enter_string_value(self, node: StringValueNode, *_: Any) -> None:
        self.found = self.found or NUL in node.value
