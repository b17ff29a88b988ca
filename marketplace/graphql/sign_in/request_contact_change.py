import graphene

from marketplace.access.devices import device_of
from marketplace.commands.sign_in.change_contact import request_contact_change
from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row


class RequestContactChange(Mutation):
    """Begins the change of your email address or phone number: a code goes to the new one.

    changeContact wants a proof of the account too: a second code, sent to `confirmationSentTo`, or the password.
    """

    is_private = True

    class Input:
        contact = graphene.String(required=True, description="The new email address or phone number")

    expires_at = graphene.DateTime()
    confirmation_sent_to = graphene.String(description="Masked. Empty: confirm by your password.")

    @classmethod
    def write(cls, context: Context, *, contact: str) -> Row:
        asked = request_contact_change(
            actor=context.viewer, contact=contact, device=device_of(context.request), now=context.now
        )
        return {"expires_at": asked.expires_at, "confirmation_sent_to": asked.sent_to}
