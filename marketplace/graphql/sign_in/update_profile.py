import graphene

from marketplace.commands.sign_in.update_profile import update_profile
from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.graphql.sign_in.own import OwnPayload, own


class UpdateProfile(OwnPayload, Mutation):
    """What is left out stays as it is."""

    class Input:
        full_name = graphene.String()
        language = graphene.String(description="vi or en: of mails and messages")

    @classmethod
    def write(cls, context: Context, *, full_name: str | None = None, language: str | None = None) -> Row:
        return own(update_profile(actor=context.viewer, full_name=full_name, language=language))
