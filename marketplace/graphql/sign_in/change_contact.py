import graphene

from marketplace.access.devices import device_of
from marketplace.commands.sign_in.change_contact import change_contact
from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.graphql.sign_in.own import OwnPayload, own


class ChangeContact(OwnPayload, Mutation):
    """Your email address or phone number becomes the new one, by proof of both (requestContactChange)."""

    class Input:
        contact = graphene.String(required=True)
        code = graphene.String(required=True, description="That was sent to the new one")
        confirmation = graphene.String(required=True, description="The second code, or the password")

    @classmethod
    def write(cls, context: Context, *, contact: str, code: str, confirmation: str) -> Row:
        changed = change_contact(
            actor=context.viewer,
            contact=contact,
            code=code,
            confirmation=confirmation,
            device=device_of(context.request),
            now=context.now,
        )
        return own(changed)
