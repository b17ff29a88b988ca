"""Files among the variables of a request (the GraphQL multipart request specification)."""

from typing import Any, NoReturn

import graphene
from django.core.files.uploadedfile import UploadedFile
from graphql import GraphQLError


class Upload(graphene.Scalar):
    """A file, sent as multipart/form-data as https://github.com/jaydenseric/graphql-multipart-request-spec says."""

    @staticmethod
    def parse_value(value: Any) -> "UploadedFile[Any]":
        if not isinstance(value, UploadedFile):
            raise GraphQLError("Upload takes a file of a multipart/form-data request.")
        return value

    @staticmethod
    def parse_literal(node: Any, _variables: Any = None) -> NoReturn:
        raise GraphQLError("Upload takes a variable: a file cannot be written into a query.", node)

    @staticmethod
    def serialize(value: Any) -> NoReturn:
        raise GraphQLError("Upload is for input alone.")
