"""What a payout pays, line by line, and what the state is told of a month: both read from the books alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q, Sum
from django.utils import timezone

from orders.models import OF_SELLERS, Account, LedgerEntry, Payout, PostingKind, TaxRate
from sellers.models import Seller

RELEASED = (PostingKind.GOODS_RELEASED, PostingKind.DELIVERY_RELEASED)
REVERSED = (PostingKind.GOODS_REVERSED, PostingKind.DELIVERY_REVERSED)


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One move. `gross` less `commission`, `vat` and `pit` is `net`; all are negative where it was taken back.

    Of cash that the shop kept, and of a payout that came back, gross and net are the same.
    """

    happened_at: datetime
    kind: PostingKind
    order_number: str
    commission: int
    vat: int
    pit: int
    net: int

    @property
    def gross(self) -> int:
        return self.net + self.commission + self.vat + self.pit


def statement_lines(payout: Payout) -> Sequence[StatementLine]:
    """In the order of posting; their `net` sums to what was paid. One statement."""
    paid = payout.lines.values("entry__transaction")
    entries = LedgerEntry.objects.filter(transaction__in=paid, seller=payout.seller_id).order_by("transaction", "pk")
    moves: dict[int, list[LedgerEntry]] = defaultdict(list)
    for entry in entries.select_related("transaction__seller_order"):
        moves[entry.transaction_id].append(entry)
    return [_line(found) for found in moves.values()]


def _line(entries: Sequence[LedgerEntry]) -> StatementLine:
    move = entries[0].transaction
    return StatementLine(
        happened_at=move.happened_at,
        kind=PostingKind(move.kind),
        order_number="" if move.seller_order is None else move.seller_order.number,
        commission=_sum(entries, Account.COMMISSION),
        vat=_sum(entries, Account.VAT),
        pit=_sum(entries, Account.PIT),
        net=_sum(entries, *OF_SELLERS),
    )


def _sum(entries: Iterable[LedgerEntry], *accounts: Account) -> int:
    return sum(entry.amount for entry in entries if entry.account in accounts)


@dataclass(frozen=True, slots=True)
class Taxed:
    """A household's month. Revenue with delivery; what was taken back in the month stands apart, and positive."""

    seller: Seller
    revenue: int
    vat: int
    pit: int
    reversed_revenue: int
    reversed_vat: int
    reversed_pit: int


def tax_report(year: int, month: int) -> Sequence[Taxed]:
    """Of Vietnam's month, by the day on which money was credited or taken back. Two statements.

    Of sellers, by their keys, whose legal form, when the order was placed, has tax rates: Decree 117/2025.
    """
    start, end = _month(year, month)
    taxed = TaxRate.objects.values("legal_form")
    entries = LedgerEntry.objects.filter(
        Q(transaction__happened_at__gte=start, transaction__happened_at__lt=end),
        transaction__kind__in=(*RELEASED, *REVERSED),
        transaction__seller_order__seller_legal_form__in=taxed,
        seller__isnull=False,
    )
    sums: dict[int, dict[tuple[bool, str], int]] = defaultdict(dict)
    found = entries.values_list("seller", "account", "transaction__kind").annotate(sum=Sum("amount"))
    for seller_id, account, kind, amount in found.order_by("seller"):
        key = (kind in REVERSED, account)
        sums[seller_id][key] = sums[seller_id].get(key, 0) + amount
    sellers = Seller.objects.in_bulk(sums)
    return [_taxed(sellers[pk], of_seller) for pk, of_seller in sums.items()]


def _taxed(seller: Seller, sums: Mapping[tuple[bool, str], int]) -> Taxed:
    def of(is_reversed: bool, *accounts: str) -> int:
        return sum(
            amount
            for (back, account), amount in sums.items()
            if back == is_reversed and account in (accounts or Account)
        )

    return Taxed(
        seller=seller,
        revenue=of(False),
        vat=of(False, Account.VAT),
        pit=of(False, Account.PIT),
        reversed_revenue=-of(True),
        reversed_vat=-of(True, Account.VAT),
        reversed_pit=-of(True, Account.PIT),
    )


def _month(year: int, month: int) -> tuple[datetime, datetime]:
    zone = timezone.get_default_timezone()
    start = datetime(year, month, 1, tzinfo=zone)
    end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=zone)
    return start.astimezone(UTC), end.astimezone(UTC)
