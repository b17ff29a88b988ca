"""The one way into the books. Called within the transaction of what it tells of, which holds the locks."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from orders.models import Account, LedgerEntry, LedgerTransaction, PostingKind


class Side(NamedTuple):
    """Of a move; `amount` in whole đồng. `seller_id`: of accounts that are kept by shop."""

    account: Account
    amount: int
    seller_id: int | None = None


def post(kind: PostingKind, key: str, sides: Iterable[Side], now: datetime, **about: Any) -> LedgerTransaction | None:
    """None where that key was posted before, or nothing moved. `about`: what it refers to, as the model names it.

    The database refuses sides that do not sum to zero, at the end of the transaction.
    """
    sides = [side for side in sides if side.amount]
    if not sides or LedgerTransaction.objects.filter(key=key).exists():
        return None
    transaction = LedgerTransaction.objects.create(key=key, kind=kind, happened_at=now, **about)
    LedgerEntry.objects.bulk_create(
        LedgerEntry(transaction=transaction, account=side.account, seller_id=side.seller_id, amount=side.amount)
        for side in sides
    )
    return transaction
