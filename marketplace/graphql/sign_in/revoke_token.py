import graphene

from marketplace.commands.sign_in.tokens import revoke_token
from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row


class RevokeToken(Mutation):
    """Signs the device of a refresh token out, access tokens included. One that is unknown is none any more."""

    is_private = True

    class Input:
        refresh_token = graphene.String(required=True)

    @classmethod
    def write(cls, context: Context, *, refresh_token: str) -> Row:
        revoke_token(token=refresh_token, now=context.now)
        return {}
