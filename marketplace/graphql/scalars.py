from typing import Any

import graphene
from graphql import GraphQLError
from graphql.language import IntValueNode, Node

LARGEST = 2**63 - 1


class BigInt(graphene.Scalar):
    """A whole number of up to 64 bits. GraphQL's own Int ends at 2,147,483,647, which is not enough for đồng."""

    @staticmethod
    def serialize(value: Any) -> int:
        return BigInt.parse_value(value)

    @staticmethod
    def parse_value(value: Any) -> int:
        if type(value) is not int or abs(value) > LARGEST:
            raise GraphQLError(f"BigInt cannot represent {str(value)[:30]!r}: a whole number of 64 bits is wanted.")
        return value

    @staticmethod
    def parse_literal(node: Node, _variables: Any = None) -> int:
        if not isinstance(node, IntValueNode) or len(node.value) > 20:
            raise GraphQLError("BigInt takes a whole number of 64 bits, written without a point.", node)
        return BigInt.parse_value(int(node.value))


class JSON(graphene.Scalar):
    """Any JSON value, as it is. In answers only."""

    @staticmethod
    def serialize(value: Any) -> Any:
        return value

    @staticmethod
    def parse_value(value: Any) -> Any:
        raise GraphQLError("JSON is of answers only.")

    @staticmethod
    def parse_literal(node: Node, _variables: Any = None) -> Any:
        raise GraphQLError("JSON is of answers only.", node)
