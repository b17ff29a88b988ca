from enum import Enum

import graphene

from marketplace.access.devices import device_of
from marketplace.commands.sign_in.request_code import request_code
from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.models import CodePurpose as Purposes

_ASKED_FOR = (
    *(Purposes.REGISTER, Purposes.SIGN_IN, Purposes.RESET_PASSWORD, Purposes.VERIFY_EMAIL),
    Purposes.ERASE_ACCOUNT,
)

CodePurpose = graphene.Enum(
    "CodePurpose",
    [(purpose.value, purpose.value) for purpose in _ASKED_FOR],
    description="What the code will be good for, and nothing else.",
)


class RequestCode(Mutation):
    """Has six digits sent. Those sent before, for the same, are no longer good.

    The answer is the same whether anybody has that address or number, or nobody.
    """

    is_private = True

    class Input:
        purpose = CodePurpose(required=True)
        to = graphene.String(
            description="An email address or phone number; left out for VERIFY_EMAIL and ERASE_ACCOUNT"
        )

    expires_at = graphene.DateTime(description="Five tries until then")

    @classmethod
    def write(cls, context: Context, *, purpose: Enum, to: str | None = None) -> Row:
        code = request_code(
            actor=context.viewer,
            purpose=Purposes(purpose.value),
            to=to,
            device=device_of(context.request),
            now=context.now,
        )
        return {"expires_at": code.expires_at}
