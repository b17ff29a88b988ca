"""settings.GRAPHQL_COSTS speaks of fields that there are: a slip of the pen would cost nothing, and be free."""

import re

import pytest
from django.conf import settings
from graphene_django.settings import graphene_settings
from graphql import get_named_type

from marketplace.graphql.documents import document
from marketplace.graphql.limits.cost import BUDGET, Pricing

SCHEMA = graphene_settings.SCHEMA.graphql_schema
KEY = re.compile(r"(?P<type>\w+)\.(?P<field>\w+)(\((?P<argument>\w+)(: (?P<value>\w+))?\))?")


@pytest.mark.parametrize("key", settings.GRAPHQL_COSTS)
def test_each_key_names_a_field_of_the_schema(key):
    found = KEY.fullmatch(key)
    field = SCHEMA.get_type(found["type"]).fields[found["field"]]
    if found["argument"]:
        argument = field.args[found["argument"]]
        assert found["value"] is None or found["value"] in get_named_type(argument.type).values


def cost(source):
    found = document(source)
    assert found.errors == []
    return Pricing().cost(found, found.operation(), {})


def test_what_people_ask_for_is_affordable_and_the_whole_country_many_times_over_is_not():
    province = '{ places(parent: "x") { id name fullName level parent { name } successors { id name } } }'
    provinces = "{ places(level: PROVINCE) { id name successors { id name } } }"
    everywhere = "places { id name fullName }"
    figures = "programmeStatistics { productCount productsByStars { label count } productsByPlace { label count } }"
    for source in (province, provinces, f"{{ {everywhere} }}", f"{{ {figures} }}"):
        assert cost(source) <= BUDGET, source
    for source in (everywhere, figures):
        assert cost("{" + " ".join(f"a{number}: {source}" for number in range(10)) + "}") > BUDGET
