"""Requests in docs/api are valid: the schema and the pages that explain it do not drift apart."""

import re
from pathlib import Path

import pytest
from graphene_django.settings import graphene_settings
from graphql import parse, validate

API = Path(__file__).resolve().parents[2] / "docs" / "api"
PAGES = (
    *(
        "audit.md",
        "livestream.md",
        "notices.md",
        "orders.md",
        "payouts.md",
        "purchase.md",
        "returns.md",
        "reviews.md",
    ),
    *("vouchers.md", "wishlists.md"),
)
BLOCK = re.compile(r"```graphql\n(.*?)```", re.DOTALL)
EXAMPLES = [(page, source) for page in PAGES for source in BLOCK.findall((API / page).read_text())]


def test_each_page_has_examples():
    assert {page for page, _ in EXAMPLES} == set(PAGES)


@pytest.mark.parametrize(("page", "source"), EXAMPLES)
def test_an_example_is_valid(page, source):
    assert validate(graphene_settings.SCHEMA.graphql_schema, parse(source)) == []
