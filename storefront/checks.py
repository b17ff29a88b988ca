"""Start-up check: every page's document must be valid against the schema that is about to be served."""

from typing import Any

from django.core.checks import CheckMessage, Error

from marketplace.graphql.documents import document
from storefront.documents import page_names, source


def check_documents(**_options: Any) -> list[CheckMessage]:
    return [message for name in page_names() for message in faults_of(name, source(name))]


def faults_of(name: str, text: str) -> list[CheckMessage]:
    """What is wrong with a page's document, in the words of the GraphQL validation."""
    return [
        Error(error.message, hint=str(error), obj=f"storefront/documents/{name}.graphql", id="storefront.E001")
        for error in document(text).errors
    ]
