"""What the sellers' room does when a person takes their data, or goes."""

from collections.abc import Iterator
from functools import partial
from typing import IO

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from marketplace.audit_masks import MASK
from marketplace.commands.personal_data.erasing import redact_trail
from marketplace.models import User
from sellers.models import (
    Application,
    ApplicationStatus,
    ApplicationStep,
    Invitation,
    Member,
    Paper,
    PayoutAccount,
    Role,
    Seller,
    SellerStatus,
)
from sellers.paper_files import EXTENSIONS, storage
from sellers.rights import RIGHTS, Right

TEXTS = (
    *("tax_code", "registration_number", "address", "pickup_address", "phone", "email", "about", "representative"),
    *("status_reason", "holiday_note"),
)
GONE = "erased-{}@erased.invalid"  # RFC 2606: an address that nobody has


def needs_owner(user: User) -> str | None:
    """Law and shoppers hold somebody to account for an open shop."""
    alone = _owned_alone(user).exclude(status=SellerStatus.CLOSED).values_list("name", flat=True)
    if not alone:
        return None
    return _(
        "You are the last owner of %(shops)s: close it, withdraw its application, or make somebody else owner."
    ) % {"shops": ", ".join(alone)}


def papers_of(user: User) -> Iterator[tuple[str, IO[bytes]]]:
    """The files that the person uploaded, of shops whose papers they may still see."""
    papers = Paper.objects.filter(uploaded_by=user, seller__members__user=user).order_by("pk")
    roles = dict(Member.objects.filter(user=user).values_list("seller_id", "role"))
    for paper in papers:
        if Right.PAPERS in RIGHTS[roles[paper.seller_id]] and storage().exists(paper.stored_name):
            name = f"papers/{paper.kind.lower().replace('_', '-')}-{paper.pk}.{EXTENSIONS[paper.media_type]}"
            yield name, storage().open(paper.stored_name)


def forget_invitations(user: User) -> None:
    """Accepted ones stay as the record of who joined when, without the address; open ones go."""
    mine = Invitation.objects.filter(accepted_by=user)
    if user.email:
        mine |= Invitation.objects.filter(email=user.email)
    if user.phone:
        mine |= Invitation.objects.filter(phone=user.phone)
    mine.filter(accepted_at__isnull=True).delete()
    for invitation in mine:
        invitation.email, invitation.phone = GONE.format(invitation.pk), ""
        invitation.save(update_fields=["email", "phone"])


def forget_unopened_shops(user: User) -> None:
    """Those that were never approved, and are nobody else's: no book speaks of them, so nothing has to be kept."""
    ended = (ApplicationStatus.REFUSED, ApplicationStatus.WITHDRAWN)
    for seller in _owned_alone(user).filter(status=SellerStatus.CLOSED, application__status__in=ended):
        _forget(seller)


def _forget(seller: Seller) -> None:
    for paper in Paper.objects.filter(seller=seller):
        transaction.on_commit(partial(storage().delete, paper.stored_name))
    Paper.objects.filter(seller=seller).delete()
    PayoutAccount.objects.filter(seller=seller).delete()
    ApplicationStep.objects.filter(application__seller=seller).update(text="")
    Application.objects.filter(seller=seller).exclude(reason="").update(reason=MASK)
    number = f"#{seller.pk}"
    Seller.objects.filter(pk=seller.pk).update(
        name=number, legal_name=number, slug=f"erased-{seller.pk}", **dict.fromkeys(TEXTS, "")
    )
    redact_trail("sellers.seller", [seller.pk], is_scope=True)


def _owned_alone(user: User) -> QuerySet[Seller]:
    others = Member.objects.filter(role=Role.OWNER).exclude(user=user).values("seller")
    return Seller.objects.filter(members__user=user, members__role=Role.OWNER).exclude(pk__in=others)
