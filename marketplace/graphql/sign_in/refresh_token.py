import graphene

from marketplace.commands.sign_in import tokens
from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.graphql.sign_in.tokens import Token, token_row
from marketplace.graphql.types.users import UserType, row_of


class RefreshToken(Mutation):
    """Exchanges a refresh token for new tokens. Send it without an Authorization header.

    A token is exchanged once. One that comes back later was copied, so the device is signed out (TOKEN_REUSED).
    """

    is_private = True

    class Input:
        refresh_token = graphene.String(required=True)
        idempotency_key = graphene.String(
            description="Any random text: should the answer be lost, the same token and key get it again for a day."
        )

    token = graphene.Field(Token)
    user = graphene.Field(UserType)

    @classmethod
    def write(cls, context: Context, *, refresh_token: str, idempotency_key: str | None = None) -> Row:
        new = tokens.refresh_token(token=refresh_token, idempotency_key=idempotency_key, now=context.now)
        return {"token": token_row(new), "user": row_of(new.session.user)}
