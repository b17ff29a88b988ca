"""Commission rules and tax rates: what holds from a day on. Orders keep what was frozen when they were placed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.models import ProductGroup
from marketplace.clock import today
from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, authorised_officer
from marketplace.errors import Invalid, NotFound
from marketplace.texts import required_text
from orders.commands.payments.refunds import PERMISSION
from orders.models import CommissionRule, TaxKind, TaxRate
from orders.models.charges import MOST
from sellers.models import LegalForm, Seller


@transaction.atomic
def set_commission_rule(
    *,
    actor: Actor,
    basis_points: int,
    valid_from: date,
    seller_id: int | None = None,
    group_id: int | None = None,
    now: datetime | None = None,
) -> CommissionRule:
    """From that day on, in the place of what held for the same seller and group before.

    Raises Unauthenticated, PermissionDenied, NotFound, Invalid.
    """
    officer = authorised_officer(actor, PERMISSION)
    if not 0 <= basis_points <= MOST:
        raise Invalid(_("Between 0 and %(most)d basis points.") % {"most": MOST}, field=["basisPoints"])
    _check_future(valid_from, now, "validFrom")
    seller = None if seller_id is None else Seller.objects.filter(pk=seller_id).first()
    group = None if group_id is None else ProductGroup.objects.filter(pk=group_id).first()
    for field, asked, found in (("seller", seller_id, seller), ("group", group_id, group)):
        if asked is not None and found is None:
            raise NotFound(field=[field])
    rule, is_new = CommissionRule.objects.select_for_update().get_or_create(
        seller=seller, group=group, valid_from=valid_from, defaults={"basis_points": basis_points}
    )
    before = None if is_new else {"basis_points": rule.basis_points}
    rule.basis_points, rule.valid_to = basis_points, None
    rule.save()
    after = {"basis_points": basis_points, "valid_from": valid_from, "seller": seller_id, "group": group_id}
    record(actor=officer, action="set_commission_rule", subject=rule, before=before, after=after)
    return rule


@transaction.atomic
def end_commission_rule(*, actor: Actor, rule_id: int, valid_to: date, now: datetime | None = None) -> CommissionRule:
    """`valid_to` is the first day without it: what is less specific, or began earlier, holds again.

    Raises Unauthenticated, PermissionDenied, NotFound, Invalid.
    """
    officer = authorised_officer(actor, PERMISSION)
    rule = CommissionRule.objects.select_for_update().filter(pk=rule_id).first()
    if rule is None:
        raise NotFound(field=["rule"])
    _check_future(valid_to, now, "validTo")
    if valid_to <= rule.valid_from:
        raise Invalid(_("It has to end after it begins."), field=["validTo"])
    before, rule.valid_to = {"valid_to": rule.valid_to}, valid_to
    rule.save()
    record(actor=officer, action="end_commission_rule", subject=rule, before=before, after={"valid_to": valid_to})
    return rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Tax:
    """In basis points; `source`: the law that says so."""

    legal_form: LegalForm
    kind: TaxKind
    vat_basis_points: int
    pit_basis_points: int
    valid_from: date
    source: str


@transaction.atomic
def set_tax_rate(*, actor: Actor, tax: Tax, now: datetime | None = None) -> TaxRate:
    """From that day on. Raises Unauthenticated, PermissionDenied, Required, Invalid."""
    officer = authorised_officer(actor, PERMISSION)
    rates = {"vat_basis_points": tax.vat_basis_points, "pit_basis_points": tax.pit_basis_points}
    if min(rates.values()) < 0 or sum(rates.values()) > MOST:
        raise Invalid(_("Between 0 and %(most)d basis points.") % {"most": MOST}, field=["vatBasisPoints"])
    _check_future(tax.valid_from, now, "validFrom")
    given = {**rates, "source": required_text(tax.source, field="source", longest=120)}
    rate, _is_new = TaxRate.objects.update_or_create(
        legal_form=tax.legal_form, kind=tax.kind, valid_from=tax.valid_from, defaults=given
    )
    after = {"legal_form": tax.legal_form, "kind": tax.kind, "valid_from": tax.valid_from, **given}
    record(actor=officer, action="set_tax_rate", subject=rate, after=after)
    return rate


def _check_future(day: date, now: datetime | None, field: str) -> None:
    """What held on a day that is over is history."""
    if day < today(now):
        raise Invalid(_("That day is over."), field=[field])
