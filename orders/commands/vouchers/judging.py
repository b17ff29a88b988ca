"""Which of the codes that a buyer typed lower an order, by how much, and why the others do not."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import BooleanField, Case, Count, Exists, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from marketplace.errors import DomainError
from marketplace.models import User
from orders.commands.vouchers.applying import Basket, in_order, slot_of
from orders.commands.vouchers.refusals import (
    VoucherLimitReached,
    VoucherNotValid,
    VouchersNotCombined,
    VoucherUnknown,
    VoucherUsedUp,
)
from orders.models import SellerOrder, SellerOrderStatus, Voucher, VoucherRedemption

MOST_CODES = 20


@dataclass(frozen=True, slots=True)
class Standing:
    """Of a buyer with a voucher."""

    uses: int = 0
    has_ordered: bool = False


@dataclass(slots=True)
class Judged:
    """By code as it is stored. `amounts` in whole đồng, of the vouchers that count."""

    basket: Basket
    vouchers: dict[str, Voucher] = field(default_factory=dict)
    amounts: dict[str, int] = field(default_factory=dict)
    refusals: dict[str, DomainError] = field(default_factory=dict)


def plain_codes(typed: Sequence[str]) -> dict[str, int]:
    """As they are stored, with the place of each in the list: people write them small, with blanks, and twice."""
    found: dict[str, int] = {}
    for number, text in enumerate(typed):
        if code := "".join(text.replace("\0", "").split()).upper()[:100]:
            found.setdefault(code, number)
    return found


def judged(
    codes: Collection[str],
    found: Collection[Voucher],
    basket: Basket,
    standings: Mapping[int, Standing],
    now: datetime,
) -> Judged:
    """Of two for one slot the one typed first counts, if it can. `basket` is lowered by those that count."""
    known = {voucher.code: voucher for voucher in found}
    result = Judged(basket)
    for code in codes:
        try:
            voucher = known.get(code)
            if voucher is None:
                raise VoucherUnknown
            _check_state(voucher, now)
            _check_standing(voucher, standings.get(voucher.pk, Standing()))
            result.vouchers[code] = voucher
        except DomainError as error:
            result.refusals[code] = error
    taken: set[tuple[int, bool]] = set()
    for voucher in in_order(result.vouchers.values()):
        try:
            if slot_of(voucher) in taken:
                raise VouchersNotCombined
            result.amounts[voucher.code] = result.basket.lower(voucher)
            taken.add(slot_of(voucher))
        except DomainError as error:
            result.refusals[voucher.code] = error
    return result


def _check_state(voucher: Voucher, now: datetime) -> None:
    if voucher.stopped_at is not None or now >= voucher.valid_until:
        raise VoucherNotValid
    if now < voucher.valid_from:
        raise VoucherNotValid(_("This voucher does not count yet."))
    if voucher.most_uses is not None and voucher.uses >= voucher.most_uses:
        raise VoucherUsedUp


def _check_standing(voucher: Voucher, standing: Standing) -> None:
    if voucher.most_uses_per_user is not None and standing.uses >= voucher.most_uses_per_user:
        raise VoucherLimitReached
    if voucher.is_first_order and standing.has_ordered:
        raise VoucherLimitReached(_("This voucher is for a first order."))


def standings_of(vouchers: Collection[Voucher], user: User | None, phone: str | None) -> dict[int, Standing]:
    """One statement, and none where no voucher asks for it. Of somebody unknown: nothing."""
    asked = [one.pk for one in vouchers if one.most_uses_per_user is not None or one.is_first_order]
    phone = phone or (user.phone if user is not None else None)
    if not asked or (user is None and not phone):
        return {}
    uses = VoucherRedemption.objects.filter(_whose("", user, phone), voucher=OuterRef("pk"), given_back_at=None)
    counted = uses.order_by().values("voucher").annotate(count=Count("pk")).values("count")
    ordered = SellerOrder.objects.filter(_whose("order__", user, phone)).exclude(status=SellerOrderStatus.CANCELLED)
    has_ordered = Case(
        When(is_first_order=False, then=Value(False)),
        When(seller=None, then=Exists(ordered)),
        default=Exists(ordered.filter(seller=OuterRef("seller"))),
        output_field=BooleanField(),
    )
    known = Voucher.objects.filter(pk__in=asked).annotate(
        used=Coalesce(Subquery(counted, output_field=IntegerField()), 0), has_ordered=has_ordered
    )
    return {pk: Standing(used, has) for pk, used, has in known.values_list("pk", "used", "has_ordered")}


def _whose(path: str, user: User | None, phone: str | None) -> Q:
    whose = Q(**{f"{path}user": user}) if user is not None else Q()
    return whose | Q(**{f"{path}phone": phone}) if phone else whose
