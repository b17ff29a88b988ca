"""docs/api/becoming-a-seller.md: its requests are valid, and its application can be made."""

import re
from pathlib import Path

import pytest
from graphene_django.settings import graphene_settings
from graphql import OperationDefinitionNode, parse, validate

from marketplace.graphql.ids import global_id
from sellers.models import Application
from tests.marketplace.people import make_user
from tests.sellers.graphql.asking import asked
from tests.sellers.people import make_commune

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "api" / "becoming-a-seller.md").read_text()
BLOCKS = re.findall(r"```graphql\n(.*?)```", TEXT, re.DOTALL)
IN_SHELL = [found.replace('\\"', '"') for found in re.findall(r'"query":?\s+"((?:[^"\\]|\\.)*)"', TEXT)]


@pytest.mark.parametrize("source", [*BLOCKS, *IN_SHELL], ids=lambda source: source.split("(")[0].strip()[:30])
def test_each_request_is_valid(source):
    assert validate(graphene_settings.SCHEMA.graphql_schema, parse(source)) == []


def test_all_were_found():
    assert (len(BLOCKS), len(IN_SHELL)) == (4, 3)


def test_every_mutation_that_it_speaks_of_is_there():
    known = set(graphene_settings.SCHEMA.graphql_schema.mutation_type.fields)
    spoken = set(re.findall(r"`([a-z]+(?:[A-Z][a-zA-Z]+)+)(?:\(|`)", TEXT))
    assert {name for name in spoken if name.startswith(("edit", "set", "invite", "accept", "close"))} <= known | {
        "acceptsOrders"
    }


@pytest.mark.django_db
def test_its_application_can_be_made():
    [source] = [block for block in BLOCKS if "applyAsSeller" in block]
    payload = asked(make_user(), source, {"place": global_id("Place", make_commune().pk)})["applyAsSeller"]
    assert payload["errors"] == []
    assert Application.objects.get().seller.tax_code == "036185001234"
    assert isinstance(parse(source).definitions[0], OperationDefinitionNode)
