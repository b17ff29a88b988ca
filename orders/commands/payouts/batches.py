"""Drawing up what is paid to sellers: all that they have coming, once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.commands.audit import record, record_all
from marketplace.commands.authority import Actor, authorised_officer
from marketplace.errors import DomainError, ErrorCode
from orders.balances import payout_stops, sellers_with_credit, unpaid_entries
from orders.commands.ledger.posting import Side, post
from orders.commands.payments.refunds import PERMISSION
from orders.models import Account, LedgerEntry, Payout, PayoutBatch, PayoutEntry, PayoutWay, PostingKind
from orders.tokens import random_letters
from sellers.models import PayoutAccount, Seller

PREFIX, LENGTH = "OCOPTT", 10  # together within the 19 characters that every bank carries
MOST = 500  # payouts of a batch, as a bank's file takes; the rest comes into the next


class NothingToPay(DomainError):
    """Nobody has enough coming, or what stops their payouts holds."""

    code = ErrorCode.INVALID
    default_message = _("There is nothing to pay out at present.")


@transaction.atomic
def draw_up_payouts(*, actor: Actor, now: datetime | None = None) -> PayoutBatch:
    """One payout for each seller whom nothing stops (`PayoutStop`), of all that is available to them.

    Sellers are locked in the order of their keys before their entries are read: of two officers the second finds
    nothing left. Raises Unauthenticated, PermissionDenied, NothingToPay.
    """
    officer, now = authorised_officer(actor, PERMISSION), now or timezone.now()
    candidates = sellers_with_credit(settings.PAYOUT_MINIMUM)
    locked = Seller.objects.select_for_update(no_key=True).filter(pk__in=candidates).order_by("pk")
    entries = _by_seller([seller.pk for seller in locked])
    available = {pk: sum(entry.amount for entry in found) for pk, found in entries.items()}
    stops = payout_stops(available, now)
    due = {pk: amount for pk, amount in sorted(available.items()) if pk not in stops}
    if not due:
        raise NothingToPay
    batch = PayoutBatch.objects.create(drawn_up_at=now, drawn_up_by=officer)
    payouts = _payouts(batch, dict(list(due.items())[:MOST]))
    PayoutEntry.objects.bulk_create(
        PayoutEntry(payout=payout, entry=entry) for payout in payouts for entry in entries[payout.seller_id]
    )
    for payout in payouts:
        _post(payout, entries[payout.seller_id], now)
    record(actor=officer, action="draw_up_payouts", subject=batch, after={"payouts": len(payouts)})
    changes = [(payout, None, {"amount": payout.amount, "account": payout.masked_number}) for payout in payouts]
    record_all(actor=officer, action="draw_up_payout", changes=changes)
    return batch


def _by_seller(seller_ids: Sequence[int]) -> Mapping[int, Sequence[LedgerEntry]]:
    found: dict[int, list[LedgerEntry]] = defaultdict(list)
    for entry in unpaid_entries(seller_ids):
        found[entry.seller_id or 0].append(entry)
    return found


def _payouts(batch: PayoutBatch, due: Mapping[int, int]) -> Sequence[Payout]:
    accounts = {account.seller_id: account for account in PayoutAccount.objects.filter(seller__in=due)}
    return Payout.objects.bulk_create(
        Payout(
            batch=batch,
            seller_id=pk,
            amount=amount,
            holder=accounts[pk].holder,
            **_way_to(accounts[pk]),
            purpose=PREFIX + random_letters(LENGTH),
        )
        for pk, amount in due.items()
    )


def _way_to(account: PayoutAccount) -> dict[str, str]:
    """By Stripe where the seller has an account there and the marketplace uses it."""
    if account.stripe_account and settings.CARD_GATEWAY:
        return {"way": PayoutWay.TRANSFER, "stripe_account": account.stripe_account}
    return {"way": PayoutWay.BANK, "bank_bin": account.bank_bin, "account_number": account.number}


def _post(payout: Payout, entries: Sequence[LedgerEntry], now: datetime) -> None:
    """Empties the accounts of the seller that its entries stand on."""
    sums: dict[str, int] = defaultdict(int)
    for entry in entries:
        sums[entry.account] += entry.amount
    emptied = [Side(Account(account), -amount, payout.seller_id) for account, amount in sums.items()]
    sides = [*emptied, Side(Account.PAYOUT, payout.amount, payout.seller_id)]
    post(PostingKind.PAYOUT_DRAWN, f"payout:{payout.pk}", sides, now, payout=payout)
