"""What vouchers lower a basket by: on which line, on whose delivery, and whose money it is. Nothing is read or
written here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from orders.commands.vouchers.refusals import VoucherBasketTooSmall, VoucherNotApplicable, VoucherUsedUp
from orders.models import Voucher, VoucherKind
from orders.models.vouchers import WHOLE_BASIS
from orders.queries import LiveLine
from orders.shares import split


@dataclass(slots=True)
class Share:
    """In whole đồng. `funded`: of the discount, what the shop does not bear."""

    discount: int = 0
    funded: int = 0

    def grow(self, amount: int, *, is_funded: bool) -> None:
        self.discount += amount
        self.funded += amount if is_funded else 0


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the basket; `amount` before any discount."""

    key: int
    seller_id: int
    product_id: int
    group_id: int
    amount: int
    is_alcohol: bool = False


def item_of(one: LiveLine) -> Item:
    variant = one.line.variant
    group = variant.product.group
    return Item(one.line.pk, variant.seller_id, variant.product_id, group.pk, one.total, group.is_alcohol)


@dataclass(slots=True)
class Basket:
    """`fees`: of delivery, by seller, without those for cash on delivery. The shares, and what is taken from each
    budget, grow with each voucher."""

    items: Sequence[Item]
    fees: Mapping[int, int]
    lines: dict[int, Share] = field(default_factory=dict)
    deliveries: dict[int, Share] = field(default_factory=dict)
    from_budgets: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lines = {item.key: Share() for item in self.items}
        self.deliveries = {seller: Share() for seller in self.fees}

    def lower(self, voucher: Voucher) -> int:
        """What the voucher takes off, above 0. Raises VoucherNotApplicable, VoucherBasketTooSmall, VoucherUsedUp."""
        items = [item for item in self.items if _covers(voucher, item)]
        if not items:
            raise VoucherNotApplicable
        missing = voucher.minimum_basket - sum(item.amount for item in items)
        if missing > 0:
            message = _("Goods for %(missing)s đồng more, and this voucher counts.")
            raise VoucherBasketTooSmall(message % {"missing": f"{missing:,}".replace(",", ".")})
        if voucher.is_for_delivery:
            return self._lower_deliveries(voucher, list(dict.fromkeys(item.seller_id for item in items)))
        return self._lower_goods(voucher, items)

    def _lower_goods(self, voucher: Voucher, items: Sequence[Item]) -> int:
        left = [item.amount - self.lines[item.key].discount for item in items]
        amount = _measure(voucher, sum(left))
        self._share_out(voucher, amount, left, [self.lines[item.key] for item in items])
        return amount

    def _lower_deliveries(self, voucher: Voucher, sellers: Sequence[int]) -> int:
        left = [self.fees[seller] - self.deliveries[seller].discount for seller in sellers]
        amount = _measure(voucher, sum(left))
        self._share_out(voucher, amount, left, [self.deliveries[seller] for seller in sellers])
        return amount

    def _share_out(self, voucher: Voucher, amount: int, left: Sequence[int], shares: Sequence[Share]) -> None:
        if amount == 0:
            raise VoucherNotApplicable(_("There is nothing left that this voucher could lower."))
        if voucher.budget is not None:
            taken = self.from_budgets.get(voucher.budget.pk, 0) + amount
            if voucher.budget.spent + taken > voucher.budget.amount:
                raise VoucherUsedUp
            self.from_budgets[voucher.budget.pk] = taken
        for share, part in zip(shares, split(amount, left), strict=True):
            share.grow(part, is_funded=voucher.is_funded)

    @property
    def discount(self) -> int:
        return _sum([*self.lines.values(), *self.deliveries.values()]).discount

    def on_lines(self, keys: Iterable[int]) -> Share:
        """All together on these lines."""
        return _sum(self.lines[key] for key in keys)


def in_order(vouchers: Iterable[Voucher]) -> list[Voucher]:
    """Goods before delivery; a shop's own before those that others pay for, which so lower what is left; else as
    they came."""
    return sorted(vouchers, key=lambda one: (one.is_for_delivery, one.is_funded))


def slot_of(voucher: Voucher) -> tuple[int, bool]:
    """Of each slot one voucher counts in an order. Programmes stand in the marketplace's."""
    return (voucher.seller_id or 0, voucher.is_for_delivery)


def _covers(voucher: Voucher, item: Item) -> bool:
    """No promotion of alcohol of 15 degrees and more (Law 44/2019, article 5); how strong it is, nobody tells us."""
    return (
        not item.is_alcohol
        and voucher.seller_id in (None, item.seller_id)
        and (not voucher.seller_ids or item.seller_id in voucher.seller_ids)
        and (not voucher.product_ids or item.product_id in voucher.product_ids)
        and (not voucher.group_ids or item.group_id in voucher.group_ids)
    )


def _measure(voucher: Voucher, left: int) -> int:
    """Rounded down to whole đồng, once, before it is shared out."""
    if voucher.kind == VoucherKind.PERCENT:
        return min(left * (voucher.basis_points or 0) // WHOLE_BASIS, voucher.cap or 0)
    if voucher.kind == VoucherKind.AMOUNT:
        return min(left, voucher.amount or 0)
    return left if voucher.cap is None else min(left, voucher.cap)


def _sum(shares: Iterable[Share]) -> Share:
    whole = Share()
    for share in shares:
        whole.discount += share.discount
        whole.funded += share.funded
    return whole
