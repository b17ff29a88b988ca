"""Who reads what of payouts."""

from collections.abc import Sequence

from django.db import transaction

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, authorised_officer, signed_in
from marketplace.errors import NotFound
from orders.commands.payments.refunds import PERMISSION
from orders.models import Payout, PayoutBatch, PayoutStatus, PayoutWay
from orders.statements import Taxed, tax_report
from sellers.queries import access_seller
from sellers.rights import Right

YEARS = range(2025, 2101)  # tax is withheld since 2025


def readable_payout(*, actor: Actor, payout_id: int) -> Payout:
    """For members with the right to money, and officers who look after it.

    Raises Unauthenticated, NotFound; PermissionDenied for members without the right.
    """
    user = signed_in(actor)
    payout = Payout.objects.select_related("batch", "seller").filter(pk=payout_id).first()
    if payout is None:
        raise NotFound(field=["payout"])
    if not (user.is_staff and user.has_perm(PERMISSION)):
        access_seller(actor=user, seller_id=payout.seller_id, right=Right.PAYOUTS, field="payout")
    return payout


@transaction.atomic
def take_bank_file(*, actor: Actor, batch_id: int) -> Sequence[Payout]:
    """Those of the batch that are still to be sent, for the bank; who took it stands in the trail.

    Raises Unauthenticated, PermissionDenied, NotFound.
    """
    officer = authorised_officer(actor, PERMISSION)
    batch = PayoutBatch.objects.filter(pk=batch_id).first()
    if batch is None:
        raise NotFound(field=["batch"])
    payouts = list(batch.payouts.filter(status=PayoutStatus.DRAWN, way=PayoutWay.BANK).order_by("pk"))
    record(actor=officer, action="take_bank_file", subject=batch, after={"payouts": len(payouts)})
    return payouts


def read_tax_report(*, actor: Actor, year: int, month: int) -> Sequence[Taxed]:
    """Raises Unauthenticated, PermissionDenied, NotFound for what is no month."""
    authorised_officer(actor, PERMISSION)
    if year not in YEARS or not 1 <= month <= 12:
        raise NotFound(field=["month"])
    return tax_report(year, month)
