from typing import Any

import graphene

from marketplace.commands.sign_in.reset_password import reset_password
from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.graphql.sign_in.answers import SignInInput, SignInPayload, device_in, kind_of, payload_of


class ResetPassword(SignInPayload, Mutation):
    """Sets a new password by a code (requestCode, RESET_PASSWORD). All devices are signed out, and this one in."""

    class Input(SignInInput):
        login = graphene.String(required=True, description="Where the code was sent")
        code = graphene.String(required=True)
        password = graphene.String(required=True, description="The new one")

    @classmethod
    def write(
        cls, context: Context, *, login: str, code: str, password: str, kind: Any, device_name: str | None = None
    ) -> Row:
        chosen = kind_of(kind)
        device = device_in(context, chosen, device_name)
        new = reset_password(login=login, code=code, password=password, device=device, kind=chosen, now=context.now)
        return dict(payload_of(context, new))
