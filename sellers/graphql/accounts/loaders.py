"""Parts of many shops at a time: one statement for each kind of part."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import F

from marketplace.graphql.ids import global_id
from marketplace.graphql.loaders import Loader
from marketplace.graphql.rows import Row
from marketplace.graphql.shown import ShownById
from marketplace.models import User
from sellers.graphql.types import SELLERS
from sellers.models import ApplicationStep, Invitation, Member, Paper, PayoutAccount

MOST_STEPS = 100


class RoleOfViewer(Loader[int, str]):
    """By seller. None for those whom the account is shown as officers: nobody else gets that far."""

    def fetch(self, keys: Collection[int]) -> Mapping[int, str]:
        viewer = self.context.viewer
        if not isinstance(viewer, User):
            return {}
        members = Member.objects.filter(user=viewer, seller__in=keys)
        return dict(members.values_list("seller", "role"))


class ShownSeller(ShownById):
    source = SELLERS


class PapersOfSeller(Loader[int, list[Paper]]):
    """Those that were not replaced."""

    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Paper]]:
        return _by_seller(keys, Paper.objects.filter(seller__in=keys, replaced_at=None).order_by("pk"))


class ReplacedPapersOfSeller(Loader[int, list[Paper]]):
    """The latest first."""

    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Paper]]:
        return _by_seller(keys, Paper.objects.filter(seller__in=keys, replaced_at__isnull=False).order_by("-pk"))


class MembersOfSeller(Loader[int, list[Row]]):
    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        members = Member.objects.filter(seller__in=keys).order_by("pk")
        person = {name: F(f"user__{name}") for name in ("full_name", "email", "phone")}
        for row in members.values("pk", "seller_id", "user_id", "role", "joined_at", **person):
            found[row["seller_id"]].append({**row, "id": global_id("Member", row["pk"])})
        return found


class InvitationsOfSeller(Loader[int, list[Row]]):
    """Those that are open, whether their time is over or not."""

    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        waiting = Invitation.objects.filter(seller__in=keys, accepted_at=None, revoked_at=None)
        for invitation in waiting.order_by("pk"):
            found[invitation.seller_id].append(invitation_row(invitation))
        return found


class PayoutAccountOfSeller(Loader[int, PayoutAccount]):
    def fetch(self, keys: Collection[int]) -> Mapping[int, PayoutAccount]:
        return {account.seller_id: account for account in PayoutAccount.objects.filter(seller__in=keys)}


class StepsOfApplication(Loader[int, list[Row]]):
    """The latest first."""

    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        steps = ApplicationStep.objects.filter(application__in=keys).order_by("-pk")
        for row in steps.values("application_id", "kind", "text", "created_at", actor_name=F("actor__full_name")):
            if len(found[row["application_id"]]) < MOST_STEPS:
                found[row["application_id"]].append(dict(row))
        return found


def invitation_row(invitation: Invitation) -> Row:
    return {
        "pk": invitation.pk,
        "id": global_id("Invitation", invitation.pk),
        "contact": invitation.address,
        "role": invitation.role,
        "sent_at": invitation.sent_at,
        "expires_at": invitation.expires_at,
        "accepted_at": invitation.accepted_at,
        "revoked_at": invitation.revoked_at,
    }


def _by_seller(keys: Collection[int], papers: Collection[Paper]) -> Mapping[int, list[Paper]]:
    found: dict[int, list[Paper]] = defaultdict(list)
    for paper in papers:
        found[paper.seller_id].append(paper)
    return {key: found[key] for key in keys}
