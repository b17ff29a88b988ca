import graphene

from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from sellers.commands.members.invitations import revoke_invitation
from sellers.graphql.accounts.loaders import invitation_row
from sellers.graphql.accounts.members import InvitationType
from sellers.graphql.mutations.written import written_account


class RevokeInvitation(Mutation):
    """Ends an invitation that was not accepted. For owners."""

    class Input:
        invitation = graphene.ID(required=True)

    invitation = graphene.Field(InvitationType)
    account = written_account()

    @classmethod
    def write(cls, context: Context, *, invitation: str) -> Row:
        pk = pk_of(invitation, "Invitation", field="invitation")
        written = revoke_invitation(actor=context.viewer, invitation_id=pk, now=context.now)
        return {"invitation": invitation_row(written), "account": written.seller_id}
