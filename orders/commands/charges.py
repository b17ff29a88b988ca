"""Commission and tax of an order, frozen when it is placed. Rates are dated data; they are read for each checkout."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from catalog.models import Product
from orders.models import CommissionRule, OrderLine, SellerOrder, TaxKind, TaxRate
from orders.shares import share_of


@dataclass(frozen=True, slots=True)
class Charged:
    """A shop's part that is about to be written. `bases`: what each line sells for, after the shop's own discount."""

    row: SellerOrder
    lines: Sequence[OrderLine]
    products: Sequence[Product]
    bases: Sequence[int]


def freeze_charges(parts: Sequence[Charged], day: date) -> None:
    """Sets them on the rows and lines. Two statements, whatever the number of parts.

    Tax is withheld of households as Decree 117/2025 has it: of goods, of services, and of their delivery.
    """
    rules = _rules(parts, day)
    rates = _rates({part.row.seller_legal_form for part in parts}, day)
    for part in parts:
        for line, product, base in zip(part.lines, part.products, part.bases, strict=True):
            kind = TaxKind.SERVICES if product.group.is_service else TaxKind.GOODS
            line.commission = share_of(base, _basis_points(rules, part.row.seller_id, product))
            line.vat, line.pit = _taxes(base, base - line.commission, rates.get((part.row.seller_legal_form, kind)))
        row = part.row
        row.commission = sum(line.commission for line in part.lines)
        row.vat, row.pit = sum(line.vat for line in part.lines), sum(line.pit for line in part.lines)
        fees = row.delivery_fee + row.cod_fee - (row.delivery_discount - row.delivery_discount_funded)
        transport = rates.get((row.seller_legal_form, TaxKind.TRANSPORT))
        row.delivery_vat, row.delivery_pit = _taxes(fees, fees, transport)


def _taxes(base: int, left: int, rate: TaxRate | None) -> tuple[int, int]:
    """VAT and income tax; of a few đồng, whose shares round up, never more than is left of them."""
    if rate is None:
        return 0, 0
    vat = min(share_of(base, rate.vat_basis_points), left)
    return vat, min(share_of(base, rate.pit_basis_points), left - vat)


def _rules(parts: Sequence[Charged], day: date) -> Sequence[CommissionRule]:
    """Those that could count; of two for the same the one that began last comes first."""
    groups = {pk for part in parts for product in part.products for pk in _groups_of(product)}
    sellers = {part.row.seller_id for part in parts}
    rules = CommissionRule.objects.filter(
        _in_force(day), Q(seller=None) | Q(seller__in=sellers), Q(group=None) | Q(group__in=groups)
    )
    return list(rules.order_by("-valid_from"))


def _basis_points(rules: Sequence[CommissionRule], seller_id: int, product: Product) -> int:
    """Of seller and group, then of the seller, then of the group, then of all; a subgroup before its group."""
    wanted = [(seller, group) for seller in (seller_id, None) for group in (*_groups_of(product), None)]
    found = {(rule.seller_id, rule.group_id): rule.basis_points for rule in reversed(rules)}
    return next((found[key] for key in wanted if key in found), 0)


def _groups_of(product: Product) -> list[int]:
    """The nearest first: groups have two levels."""
    return [pk for pk in (product.group_id, product.group.parent_id) if pk is not None]


def _rates(forms: Collection[str], day: date) -> dict[tuple[str, str], TaxRate]:
    found = TaxRate.objects.filter(_in_force(day), legal_form__in=forms)
    return {(rate.legal_form, rate.kind): rate for rate in sorted(found, key=lambda rate: rate.valid_from)}


def _in_force(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gt=day))
