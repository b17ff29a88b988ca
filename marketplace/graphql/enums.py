import graphene
from django.db import models


def enum_of(choices: type[models.TextChoices], description: str = "") -> type[graphene.Enum]:
    """The GraphQL enum of a model's choices, over the very same class.

    So rows may carry the plain stored value as well as the member that a model just made still holds.
    """

    def described(value: models.TextChoices | None) -> str | None:
        return (description or None) if value is None else None

    made: type[graphene.Enum] = graphene.Enum.from_enum(choices, description=described)
    return made
