from enum import Enum

import graphene

from marketplace.commands.sign_in.passwords import sign_in
from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.graphql.sign_in.answers import SignInInput, SignInPayload, device_in, kind_of, signed_in


class CreateToken(SignInPayload, Mutation):
    """Signs a device in by password."""

    class Input(SignInInput):
        login = graphene.String(required=True, description="An email address, or a phone number in any spelling")
        password = graphene.String(required=True)

    @classmethod
    def write(cls, context: Context, *, login: str, password: str, kind: Enum, device_name: str | None = None) -> Row:
        chosen = kind_of(kind)
        device = device_in(context, chosen, device_name)
        session = sign_in(login=login, password=password, device=device, kind=chosen, now=context.now)
        return dict(signed_in(context, session))
