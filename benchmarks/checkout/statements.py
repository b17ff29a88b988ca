"""Counts the SQL statements of a whole purchase, through all middleware: run inside a shop, with Django set up."""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.checkout.buyer import buy
from benchmarks.checkout.goods import chosen
from benchmarks.requests import QUERIES

CONTROL = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def counted() -> dict[str, int]:
    """By request, of the second purchase: what a process needs once only is asked by the first."""
    goods, counts = chosen(), {}

    def ask(name: str, variables: Mapping[str, Any]) -> Mapping[str, Any]:
        with CaptureQueriesContext(connection) as captured:
            body = {"query": QUERIES[name], "variables": variables}
            answer = Client(SERVER_NAME="127.0.0.1").post("/graphql/", body, content_type="application/json").json()
        asked = [query["sql"] for query in captured.captured_queries]
        counts[name] = len([sql for sql in asked if not sql.startswith(CONTROL)])
        data: Mapping[str, Any] = answer["data"]
        return data

    for pair in goods["pairs"][:2]:
        buy(ask, pair, goods["place"])
    return counts
