"""What the books say of sellers: sums of entries, never kept beside them. Amounts in whole đồng."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from orders.models import OF_SELLERS, Account, LedgerEntry, Payout, PayoutStatus, PostingKind
from sellers.models import PayoutAccount, Seller, SellerStatus


class PayoutStop(models.TextChoices):
    """Why a seller is not paid at present; the first that holds."""

    WAITING = "WAITING", _("A payout is on its way.")
    BELOW_MINIMUM = "BELOW_MINIMUM", _("The balance is below the least sum that is paid out.")
    SUSPENDED = "SUSPENDED", _("The shop is suspended.")
    NO_ACCOUNT = "NO_ACCOUNT", _("No bank account is named.")
    ACCOUNT_CHANGED = (
        "ACCOUNT_CHANGED",
        _("The bank account was changed some days ago; it is used once it has stood."),
    )


@dataclass(frozen=True, slots=True)
class Balance:
    """`available` below zero: the seller owes it, as commission on cash for example."""

    available: int
    on_its_way: int
    paid_out: int


def balances_of(seller_ids: Collection[int]) -> Mapping[int, Balance]:
    """One statement."""
    kept = (*OF_SELLERS, Account.PAYOUT, Account.PAID)
    entries = LedgerEntry.objects.filter(seller__in=seller_ids, account__in=kept)
    sums = {(pk, account): amount for pk, account, amount in _sums(entries, "seller", "account")}
    return {
        pk: Balance(
            available=sum(sums.get((pk, account), 0) for account in OF_SELLERS),
            on_its_way=sums.get((pk, Account.PAYOUT), 0),
            paid_out=sums.get((pk, Account.PAID), 0),
        )
        for pk in seller_ids
    }


def ledger_balances() -> Mapping[str, int]:
    """By account, over all sellers."""
    return dict(_sums(LedgerEntry.objects.all(), "account"))


def sellers_with_credit(least: int) -> Collection[int]:
    entries = LedgerEntry.objects.filter(account__in=OF_SELLERS)
    return [pk for pk, amount in _sums(entries, "seller") if amount >= least]


def unpaid_entries(seller_ids: Collection[int]) -> QuerySet[LedgerEntry]:
    """What no payout has paid yet; by seller they sum to what is available."""
    entries = LedgerEntry.objects.filter(seller__in=seller_ids, account__in=OF_SELLERS, paid_by=None)
    return entries.exclude(transaction__kind=PostingKind.PAYOUT_DRAWN).order_by("pk")


def payout_stops(available: Mapping[int, int], now: datetime) -> Mapping[int, PayoutStop]:
    """Of the sellers by what is available to each; those that can be paid are not named. Three statements."""
    statuses = dict(Seller.objects.filter(pk__in=available).values_list("pk", "status"))
    changed = dict(PayoutAccount.objects.filter(seller__in=available).values_list("seller", "changed_at"))
    drawn = Payout.objects.filter(seller__in=available, status=PayoutStatus.DRAWN)
    waiting = set(drawn.values_list("seller", flat=True))
    stood = now - timedelta(days=settings.PAYOUT_ACCOUNT_DAYS)
    stops: dict[int, PayoutStop] = {}
    for pk, amount in available.items():
        if pk in waiting:
            stops[pk] = PayoutStop.WAITING
        elif amount < settings.PAYOUT_MINIMUM:
            stops[pk] = PayoutStop.BELOW_MINIMUM
        elif statuses.get(pk) == SellerStatus.SUSPENDED:
            stops[pk] = PayoutStop.SUSPENDED
        elif pk not in changed:
            stops[pk] = PayoutStop.NO_ACCOUNT
        elif changed[pk] > stood:
            stops[pk] = PayoutStop.ACCOUNT_CHANGED
    return stops


def _sums(entries: QuerySet[LedgerEntry], *by: str) -> QuerySet[LedgerEntry, tuple[Any, ...]]:
    return entries.values_list(*by).annotate(sum=Sum("amount")).order_by(*by)
