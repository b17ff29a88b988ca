import graphene
from django.db import models


def enum_of(choices: type[models.TextChoices], description: str = "") -> type[graphene.Enum]:
    """The GraphQL enum of a model's choices. Rows carry the plain stored value."""
    name = choices.__name__
    made: type[graphene.Enum] = graphene.Enum(
        name, [(value, value) for value in choices.values], description=description or None
    )
    return made
