from typing import Any

import graphene
from django.utils.translation import gettext as _

from marketplace.commands.sign_in.register_user import register_by_email, register_by_phone
from marketplace.errors import Invalid
from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.graphql.sign_in.answers import SignInInput, SignInPayload, device_in, kind_of, payload_of


class RegisterUser(SignInPayload, Mutation):
    """Opens an account and signs the device in: by email and password, or by phone and the code that was sent there.

    A code is sent to the email address too, for verifyEmail; until then the account can be used, and is not proven.
    """

    class Input(SignInInput):
        email = graphene.String()
        phone = graphene.String(description="In any spelling; ask for a code first (requestCode, REGISTER)")
        code = graphene.String(description="With a phone number")
        password = graphene.String(description="Needed with an email address")
        full_name = graphene.String()
        language = graphene.String(description="vi or en; else that of the request")

    @classmethod
    def write(
        cls,
        context: Context,
        *,
        kind: Any,
        device_name: str | None = None,
        email: str | None = None,
        phone: str | None = None,
        code: str | None = None,
        password: str | None = None,
        full_name: str | None = None,
        language: str | None = None,
    ) -> Row:
        chosen = kind_of(kind)
        person: dict[str, Any] = {
            "full_name": full_name or "",
            "language": language or context.language[:2],
            "device": device_in(context, chosen, device_name),
            "kind": chosen,
            "now": context.now,
        }
        if (email is None) == (phone is None):
            raise Invalid(_("Give an email address or a phone number."), field=["email"])
        if email is not None:
            new = register_by_email(email=email, password=password or "", **person)
        else:
            new = register_by_phone(phone=phone or "", code=code or "", password=password, **person)
        return dict(payload_of(context, new))
