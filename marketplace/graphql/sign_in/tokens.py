"""What an app is given to sign its requests with."""

import graphene

from marketplace.commands.sign_in.tokens import Tokens
from marketplace.graphql.rows import Row


class Token(graphene.ObjectType):
    """Send the access token as `Authorization: Bearer …`; exchange the refresh token, once, before that expires."""

    access_token = graphene.String(required=True)
    access_token_expires_at = graphene.DateTime(required=True)
    refresh_token = graphene.String(required=True, description="Opaque. Keep it where only the app can read it.")
    refresh_token_expires_at = graphene.DateTime(required=True)


def token_row(tokens: Tokens) -> Row:
    return {
        "access_token": tokens.access,
        "access_token_expires_at": tokens.access_expires_at,
        "refresh_token": tokens.refresh,
        "refresh_token_expires_at": tokens.refresh_expires_at,
    }
