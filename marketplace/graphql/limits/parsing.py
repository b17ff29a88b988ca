"""Parses no more of a document than it may have."""

from graphql import DocumentNode, GraphQLError, GraphQLSyntaxError, parse

from marketplace.graphql.limits.shape import DEPTH_LIMIT

TOKENS = 2_000
COMMENTS = 200
CHARACTERS = 100_000  # comments, white space and texts are no tokens of their own, but take time to read

TOO_LONG = "TOKEN_LIMIT"


def parse_bounded(source: str) -> DocumentNode:
    """The document. Raises GraphQLError: a syntax error, or one with the code TOKEN_LIMIT or DEPTH_LIMIT."""
    try:
        return parse(source, max_lexical_tokens=TOKENS, max_comments=COMMENTS, max_source_length=CHARACTERS)
    except GraphQLSyntaxError as error:
        # graphql-core has no class of its own for its limits; all of them, and nothing else, end so.
        if error.message.endswith("Parsing aborted."):
            raise _too_much(error) from None
        raise


def _too_much(error: GraphQLSyntaxError) -> GraphQLError:
    message = error.message.removeprefix("Syntax Error: ")
    return GraphQLError(message, extensions={"code": DEPTH_LIMIT if "nested" in message else TOO_LONG})
