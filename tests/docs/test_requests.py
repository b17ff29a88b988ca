"""What docs/api/requests.md says of codes is what the code says."""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import marketplace.graphql
from marketplace.errors import ErrorCode
from marketplace.graphql.http import bodies, multipart, shared_queries
from marketplace.graphql.limits import cost, nesting, parsing, shape, sizes

PAGE = Path(__file__).resolve().parents[2] / "docs" / "api" / "requests.md"
CODE = re.compile(r"`([A-Z_]+)`")
MB = 1_000_000
LIMITS = [
    f"| {bodies.LARGEST_BODY // MB} MB; {multipart.LARGEST_FILE // MB} MB; {multipart.MOST_FILES} |",
    f"| {parsing.TOKENS:,}; {parsing.COMMENTS}; {parsing.CHARACTERS:,} |",
    f"| {shape.DEPTH} ({shape.INTROSPECTION_DEPTH}); {nesting.DEEPEST} |",
    f"| {shape.ALIASES}; {shape.FIELDS:,} |",
    f"| {sizes.LARGEST_PAGE}; {sizes.PAGE} when none are asked for |",
    f"| {cost.BUDGET:,} |",
    f"a mutation costs {cost.MUTATION}, introspection\n{cost.INTROSPECTION:,}.",
    f"the {shared_queries.MOST:,} sent last are kept",
]
OF_BOTH = {"UNAUTHENTICATED", "TOKEN_EXPIRED", "BAD_ID"}
AT_THE_TOP = {"BAD_CURSOR", "BAD_PAGE", "BAD_FILTER"}  # of the schema's own, those that no mutation answers


def codes_of_the_engine():
    """Every constant of the engine that is a code: upper case, named in upper case, and put into an error."""
    found = set()
    for module in pkgutil.walk_packages(marketplace.graphql.__path__, "marketplace.graphql."):
        names = vars(importlib.import_module(module.name)).items()
        found |= {value for name, value in names if name.isupper() and isinstance(value, str) and _is_code(value)}
    return found


def _is_code(text):
    return re.fullmatch(r"[A-Z]+(_[A-Z]+)+|INTERNAL", text) is not None


def table(heading):
    """The codes in the first column of the table under that heading."""
    rows = PAGE.read_text().split(f"| {heading} |")[1].split("\n\n")[0]
    return {code for row in rows.splitlines() if row.startswith("| `") for code in CODE.findall(row.split(" | ")[0])}


def test_every_code_of_a_payload_is_explained_and_no_other():
    assert table("code of a payload") == {code.value for code in ErrorCode} - AT_THE_TOP


def test_every_code_at_the_top_is_explained_and_no_other():
    engine = codes_of_the_engine()
    assert len(engine) > 20
    assert table("code at the top") == engine | AT_THE_TOP | OF_BOTH


def test_no_code_is_named_that_is_gone():
    named = {code for code in CODE.findall(PAGE.read_text()) if _is_code(code)}
    assert named <= codes_of_the_engine() | {code.value for code in ErrorCode}


@pytest.mark.parametrize("limit", LIMITS)
def test_limits_are_those_of_the_code(limit):
    assert limit in PAGE.read_text()
