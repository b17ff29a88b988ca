import graphene

from marketplace.access.devices import device_of
from marketplace.commands.sign_in.verified import verify_email
from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.graphql.sign_in.own import OwnPayload, own


class VerifyEmail(OwnPayload, Mutation):
    """Confirms your email address by the code that was sent there (at registration, or by requestCode)."""

    class Input:
        code = graphene.String(required=True)

    @classmethod
    def write(cls, context: Context, *, code: str) -> Row:
        device = device_of(context.request)
        return own(verify_email(actor=context.viewer, code=code, device=device, now=context.now))
