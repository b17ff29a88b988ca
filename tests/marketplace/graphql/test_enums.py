"""Enums of the API over a model's choices: a row may carry what was read, or what was just made."""

import graphene
import pytest

from marketplace.graphql.enums import enum_of
from marketplace.models import OfficeLevel as Levels

OfficeLevel = enum_of(Levels, "Of the programme")


class Query(graphene.ObjectType):
    level = graphene.Field(OfficeLevel, given=OfficeLevel())

    @staticmethod
    def resolve_level(root, info, given=None):
        return root if given is None else given


SCHEMA = graphene.Schema(query=Query, auto_camelcase=True)


@pytest.mark.parametrize("value", ["PROVINCE", Levels.PROVINCE])
def test_a_stored_value_and_a_member_are_written_alike(value):
    result = SCHEMA.execute("{ level }", root=value)
    assert (result.errors, result.data) == (None, {"level": "PROVINCE"})


def test_what_is_no_choice_is_an_error():
    [error] = SCHEMA.execute("{ level }", root="VILLAGE").errors
    assert "VILLAGE" in error.message


def test_what_comes_in_is_the_member_that_commands_take():
    assert SCHEMA.execute("{ level(given: COMMUNE) }").data == {"level": "COMMUNE"}
    [error] = SCHEMA.execute("{ level(given: VILLAGE) }").errors
    assert error.message.startswith("Value 'VILLAGE' does not exist in 'OfficeLevel' enum")


def test_its_values_have_no_descriptions_of_python_classes():
    enum = SCHEMA.graphql_schema.type_map["OfficeLevel"]
    assert enum.description == "Of the programme"
    assert {value.description for value in enum.values.values()} == {None}
