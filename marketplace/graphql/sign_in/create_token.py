from typing import Any

import graphene
from django.utils.translation import gettext as _

from marketplace.commands.sign_in.passwords import sign_in
from marketplace.commands.sign_in.sign_in_by_code import sign_in_by_code
from marketplace.errors import Invalid
from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.graphql.sign_in.answers import SignInInput, SignInPayload, device_in, kind_of, payload_of


class CreateToken(SignInPayload, Mutation):
    """Signs a device in, by password or by a code (requestCode, SIGN_IN)."""

    class Input(SignInInput):
        login = graphene.String(required=True, description="An email address, or a phone number in any spelling")
        password = graphene.String()
        code = graphene.String()

    @classmethod
    def write(
        cls,
        context: Context,
        *,
        login: str,
        kind: Any,
        password: str | None = None,
        code: str | None = None,
        device_name: str | None = None,
    ) -> Row:
        if (password is None) == (code is None):
            raise Invalid(_("Give a password or a code."), field=["password"])
        chosen = kind_of(kind)
        device = device_in(context, chosen, device_name)
        if password is not None:
            new = sign_in(login=login, password=password, device=device, kind=chosen, now=context.now)
        else:
            new = sign_in_by_code(login=login, code=code or "", device=device, kind=chosen, now=context.now)
        return dict(payload_of(context, new))
