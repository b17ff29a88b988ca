"""When an order is complete its money becomes the shop's; when a refund comes after that, its share of it goes back.

Goods and delivery are posted apart: a refund is of goods first, and of delivery once no goods are left.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from marketplace.errors import DomainError, ErrorCode
from orders.commands.ledger.posting import Side, post
from orders.models import (
    Account,
    Collector,
    LedgerEntry,
    Payment,
    PaymentMethod,
    PaymentStatus,
    PostingKind,
    Refund,
    SellerOrder,
    SellerOrderStatus,
)
from orders.shares import split


class MoreThanPosted(DomainError):
    """More would go back than this part of the order was paid with."""

    code = ErrorCode.INVALID
    default_message = _("More would be paid back than was paid for it.")


class _Kinds(NamedTuple):
    released: PostingKind
    reversed: PostingKind
    owner: Account


_GOODS = _Kinds(PostingKind.GOODS_RELEASED, PostingKind.GOODS_REVERSED, Account.SELLER)
_DELIVERY = _Kinds(PostingKind.DELIVERY_RELEASED, PostingKind.DELIVERY_REVERSED, Account.DELIVERY)
Shares = Mapping[Account, int]


class _Credit(NamedTuple):
    """What a shop has coming. `paid`: by the buyer; `funded`: by who gave vouchers; `charges`: within both."""

    paid: int
    funded: int
    charges: Mapping[Account, int]


def _goods(part: SellerOrder) -> _Credit:
    """Goods that nobody paid for and that came back cost nobody anything."""
    funded = part.discount_funded - part.delivery_discount_funded
    was_never_sold = part.status == SellerOrderStatus.FAILED and not part.goods_paid
    charges = {Account.COMMISSION: part.commission, Account.VAT: part.vat, Account.PIT: part.pit}
    return _Credit(part.goods_paid, 0 if was_never_sold else funded, charges)


def _delivery(part: SellerOrder) -> _Credit:
    paid = part.delivery_fee + part.cod_fee - part.delivery_discount
    taxes = {Account.VAT: part.delivery_vat, Account.PIT: part.delivery_pit}
    return _Credit(paid, part.delivery_discount_funded, taxes)


def release(part: SellerOrder, now: datetime) -> None:
    """Of a locked part that is at its end: what was not refunded is the shop's, less commission and tax.

    Nothing where nothing was paid, unless vouchers paid it all; once, however often it is called. Cash that the shop
    has counts as paid to it.
    """
    paid = _paid(part)
    if paid is None and part.total:
        return
    gone = part.total - (paid or 0) + _owed_before(part)
    goods, delivery = _goods(part), _delivery(part)
    of_goods = min(gone, goods.paid)
    _release(part, _GOODS, goods, goods.paid - of_goods, now)
    _release(part, _DELIVERY, delivery, delivery.paid - (gone - of_goods), now)
    if paid and part.collected_by == Collector.SHOP:
        sides = [Side(Account.CASH, paid, part.seller_id), Side(Account.SELLER, -paid, part.seller_id)]
        post(PostingKind.CASH_KEPT, f"cash-kept:{part.pk}", sides, now, seller_order=part)


def _paid(part: SellerOrder) -> int | None:
    """Before anything went back."""
    held = LedgerEntry.objects.filter(account=Account.ESCROW, transaction__seller_order=part)
    collected = held.filter(transaction__kind=PostingKind.COLLECTED).aggregate(sum=Sum("amount"))["sum"]
    if collected is not None:
        return int(collected)
    is_paid = Payment.objects.filter(order=part.order_id, status=PaymentStatus.PAID)
    return part.total if is_paid.exclude(method=PaymentMethod.COD).exists() else None


def _owed_before(part: SellerOrder) -> int:
    owed = LedgerEntry.objects.filter(
        transaction__seller_order=part, transaction__kind=PostingKind.REFUND_OWED, account=Account.REFUND
    )
    return owed.aggregate(sum=Sum("amount"))["sum"] or 0


def _release(part: SellerOrder, kinds: _Kinds, credit: _Credit, left: int, now: datetime) -> None:
    """`left`: of what the buyer paid."""
    funded = _share_of(credit.funded, left, credit.paid)
    own = credit.paid + credit.funded - sum(credit.charges.values())
    weights = {kinds.owner: own, **credit.charges}
    sides = [
        Side(Account.ESCROW, -left),
        Side(Account.VOUCHERS, -funded, part.seller_id),
        *_sides(part, weights, split(left + funded, list(weights.values())), 1),
    ]
    post(kinds.released, f"{kinds.released.lower()}:{part.pk}", sides, now, seller_order=part)


def _share_of(funded: int, amount: int, paid: int) -> int:
    """As much of what vouchers gave as of what the buyer paid."""
    return funded if amount == paid else funded * amount // paid


def take_back(part: SellerOrder, refund: Refund, now: datetime) -> bool:
    """Of a locked part; False where the shop was not credited yet. Raises MoreThanPosted."""
    posted = _posted(part)
    room = part.total - _owed_before(part) if posted is None else sum(sum(one.values()) for one in posted)
    if refund.amount > room:
        raise MoreThanPosted(field=["amount"])
    if posted is None:
        return False
    of_goods = min(refund.amount, sum(posted[0].values()))
    for kinds, found, amount in zip((_GOODS, _DELIVERY), posted, (of_goods, refund.amount - of_goods), strict=True):
        shares: Shares = {account: share for account, share in found.items() if account != Account.VOUCHERS}
        back = _share_of(-found.get(Account.VOUCHERS, 0), amount, sum(found.values())) if amount else 0
        sides = [
            *_sides(part, shares, split(amount + back, list(shares.values())), -1),
            Side(Account.VOUCHERS, back, part.seller_id),
            Side(Account.REFUND, amount),
        ]
        about = {"payment": refund.payment, "seller_order": part, "refund": refund}
        post(kinds.reversed, f"{kinds.reversed.lower()}:{refund.pk}", sides, now, **about)
    return True


def _posted(part: SellerOrder) -> Sequence[Shares] | None:
    """What goods and delivery were credited as, less what was taken back; None where neither was."""
    both = (_GOODS, _DELIVERY)
    kinds = [kind for one in both for kind in (one.released, one.reversed)]
    found = LedgerEntry.objects.filter(transaction__seller_order=part, transaction__kind__in=kinds)
    owned = found.exclude(account__in=(Account.ESCROW, Account.REFUND)).values_list("transaction__kind", "account")
    shares: Sequence[dict[Account, int]] = ({}, {})
    for kind, account, amount in owned.annotate(sum=Sum("amount")).order_by("account"):
        mine = shares[0 if kind in (_GOODS.released, _GOODS.reversed) else 1]
        mine[Account(account)] = mine.get(Account(account), 0) + amount
    return shares if any(shares) else None


def _sides(part: SellerOrder, weights: Shares, shares: Sequence[int], sign: int) -> list[Side]:
    return [Side(account, sign * share, part.seller_id) for account, share in zip(weights, shares, strict=True)]
