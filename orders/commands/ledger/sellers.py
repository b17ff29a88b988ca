"""When an order is complete its money becomes the shop's; when a refund comes after that, its share of it goes back.

Goods and delivery are posted apart: a refund is of goods first, and of delivery once no goods are left.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from marketplace.errors import DomainError, ErrorCode
from orders.commands.ledger.posting import Side, post
from orders.models import Account, LedgerEntry, LedgerTransaction, PaymentStatus, PostingKind, Refund, SellerOrder
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


def goods_of(part: SellerOrder) -> int:
    """What the shop has coming for its goods, its charges still within it. A discount of its own comes off here."""
    return part.goods_total


def delivery_of(part: SellerOrder) -> int:
    return part.delivery_fee + part.cod_fee


def release(part: SellerOrder, now: datetime) -> None:
    """Of a locked part that is at its end: what was not refunded is the shop's, less commission and tax.

    Nothing where nothing was paid; once, however often it is called. Cash that the shop has counts as paid to it.
    """
    funded = LedgerTransaction.objects.filter(
        Q(kind=PostingKind.COLLECTED, seller_order=part)
        | Q(kind=PostingKind.RECEIVED, payment__order=part.order_id, payment__status=PaymentStatus.PAID)
    )
    kinds = set(funded.values_list("kind", flat=True))
    if not kinds:
        return
    refunded = _owed_before(part)
    goods, delivery = goods_of(part), delivery_of(part)
    of_goods = min(refunded, goods)
    charges = {Account.COMMISSION: part.commission, Account.VAT: part.vat, Account.PIT: part.pit}
    _release(part, _GOODS, goods, of_goods, charges, now)
    taxes = {Account.VAT: part.delivery_vat, Account.PIT: part.delivery_pit}
    _release(part, _DELIVERY, delivery, refunded - of_goods, taxes, now)
    if PostingKind.COLLECTED in kinds:
        sides = [Side(Account.CASH, part.due, part.seller_id), Side(Account.SELLER, -part.due, part.seller_id)]
        post(PostingKind.CASH_KEPT, f"cash-kept:{part.pk}", sides, now, seller_order=part)


def _owed_before(part: SellerOrder) -> int:
    owed = LedgerEntry.objects.filter(
        transaction__seller_order=part, transaction__kind=PostingKind.REFUND_OWED, account=Account.REFUND
    )
    return owed.aggregate(sum=Sum("amount"))["sum"] or 0


def _release(
    part: SellerOrder, kinds: _Kinds, whole: int, refunded: int, charges: Mapping[Account, int], now: datetime
) -> None:
    weights = {kinds.owner: whole - sum(charges.values()), **charges}
    left = whole - refunded
    sides = [Side(Account.ESCROW, -left), *_sides(part, weights, split(left, list(weights.values())), 1)]
    post(kinds.released, f"{kinds.released.lower()}:{part.pk}", sides, now, seller_order=part)


def take_back(part: SellerOrder, refund: Refund, now: datetime) -> bool:
    """Of a locked part; False where the shop was not credited yet. Raises MoreThanPosted."""
    posted = _posted(part)
    room = part.total - _owed_before(part) if posted is None else sum(sum(one.values()) for one in posted)
    if refund.amount > room:
        raise MoreThanPosted(field=["amount"])
    if posted is None:
        return False
    of_goods = min(refund.amount, sum(posted[0].values()))
    for kinds, shares, amount in zip((_GOODS, _DELIVERY), posted, (of_goods, refund.amount - of_goods), strict=True):
        sides = [*_sides(part, shares, split(amount, list(shares.values())), -1), Side(Account.REFUND, amount)]
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
