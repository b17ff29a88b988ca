"""The payload of mutations of one's own account."""

import graphene

from marketplace.graphql.rows import Row
from marketplace.graphql.types.users import UserType, row_of
from marketplace.models import User


class OwnPayload:
    """Mix into a mutation."""

    user = graphene.Field(UserType)


def own(user: User) -> Row:
    return {"user": row_of(user)}
