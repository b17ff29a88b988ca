import graphene
from django.urls import reverse

from marketplace.access.devices import device_of
from marketplace.commands.personal_data.erasure import cancel_erasure, erase_account, request_erasure
from marketplace.commands.personal_data.export import request_export
from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.graphql.sign_in.own import OwnPayload, own


class ExportPersonalData(Mutation):
    """All that is held on whoever asks, as one archive: `data.json`, and the papers they uploaded."""

    is_private = True

    class Input:
        include_files = graphene.Boolean(default_value=True, description="The papers too; false: `data.json` alone")

    download_path = graphene.String(description="GET it with the same sign-in; nobody else can")
    expires_at = graphene.DateTime()

    @classmethod
    def write(cls, context: Context, *, include_files: bool) -> Row:
        download = request_export(actor=context.viewer, include_files=include_files, now=context.now)
        path = reverse("personal-data", kwargs={"token": download.token})
        return {"download_path": path, "expires_at": download.expires_at}


class RequestErasure(OwnPayload, Mutation):
    """Deletes the account, a week from now: `user { erasureDueAt }`. Until then `cancelErasure` takes it back.

    ERASURE_BLOCKED while something needs the account, such as a shop with no other owner.
    """

    is_private = True

    class Input:
        proof = graphene.String(
            required=True, description="The password; without one, the code of requestCode(purpose: ERASE_ACCOUNT)"
        )

    @classmethod
    def write(cls, context: Context, *, proof: str) -> Row:
        device = device_of(context.request)
        return own(request_erasure(actor=context.viewer, proof=proof, device=device, now=context.now))


class CancelErasure(OwnPayload, Mutation):
    """The account stays."""

    is_private = True

    class Input:
        user = graphene.ID(description="Whose, for administrators; left out: one's own")

    @classmethod
    def write(cls, context: Context, *, user: str | None = None) -> Row:
        user_id = None if user is None else pk_of(user, "User", field="user")
        kept = cancel_erasure(actor=context.viewer, user_id=user_id)
        return own(kept) if kept == context.viewer else {}


class EraseAccount(Mutation):
    """At once and for good, of somebody who asked in writing. For administrators."""

    class Input:
        user = graphene.ID(required=True)

    erased_at = graphene.DateTime()

    @classmethod
    def write(cls, context: Context, *, user: str) -> Row:
        user_id = pk_of(user, "User", field="user")
        return {"erased_at": erase_account(actor=context.viewer, user_id=user_id, now=context.now).erased_at}


class PersonalDataMutations(graphene.ObjectType):
    export_personal_data = ExportPersonalData.Field()
    request_erasure = RequestErasure.Field()
    cancel_erasure = CancelErasure.Field()
    erase_account = EraseAccount.Field()
