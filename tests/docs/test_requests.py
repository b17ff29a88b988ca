"""What docs/api/requests.md says of codes is what the code says."""

import importlib
import pkgutil
import re
from pathlib import Path

import marketplace.graphql
from marketplace.errors import ErrorCode

PAGE = Path(__file__).resolve().parents[2] / "docs" / "api" / "requests.md"
# Of a mutation's payload: the schema lists them, and the pages of the mutations say when they come.
OF_PAYLOADS = {code.value for code in ErrorCode} - {"BAD_ID", "BAD_CURSOR", "BAD_PAGE", "BAD_FILTER"}


def codes_of_the_engine():
    """Every constant of the engine that is a code: upper case, named in upper case, and put into an error."""
    found = set()
    for module in pkgutil.walk_packages(marketplace.graphql.__path__, "marketplace.graphql."):
        names = vars(importlib.import_module(module.name)).items()
        found |= {value for name, value in names if name.isupper() and isinstance(value, str) and _is_code(value)}
    return found


def _is_code(text):
    return re.fullmatch(r"[A-Z]+(_[A-Z]+)+|INTERNAL", text) is not None


def test_every_top_level_code_is_in_the_table():
    told = set(re.findall(r"`([A-Z_]{6,})`", PAGE.read_text()))
    wanted = codes_of_the_engine() | {"BAD_ID", "BAD_CURSOR", "BAD_PAGE", "BAD_FILTER", "TOKEN_EXPIRED"}
    assert len(wanted) > 25
    assert wanted - told - OF_PAYLOADS == set()


def test_the_table_names_no_code_that_is_gone():
    told = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)`", PAGE.read_text()))
    assert told - codes_of_the_engine() - {code.value for code in ErrorCode} == set()
