"""Officers set what holds from a day on; what is over stays as it was."""

from datetime import timedelta

import pytest

from marketplace.clock import today
from marketplace.errors import Invalid, NotFound, PermissionDenied, Required, Unauthenticated
from marketplace.models import AuditEntry
from orders.commands.rates import Tax, end_commission_rule, set_commission_rule, set_tax_rate
from orders.models import CommissionRule, TaxKind, TaxRate
from sellers.models import LegalForm
from tests.catalog.factories import make_officer, make_seller
from tests.marketplace.people import make_user
from tests.orders.ledger.books import commission
from tests.orders.payouts.shops import treasurer
from tests.orders.people import make_goods, make_member, placed

pytestmark = pytest.mark.django_db
DAY = today()
YESTERDAY, TOMORROW = DAY - timedelta(days=1), DAY + timedelta(days=1)


def rule(**changes):
    return set_commission_rule(**{"actor": treasurer(), "basis_points": 500, "valid_from": DAY, **changes})


def rate(actor=None, **changes):
    given = {"legal_form": LegalForm.HOUSEHOLD, "kind": TaxKind.GOODS, "vat_basis_points": 200, "pit_basis_points": 0}
    tax = Tax(**{**given, "valid_from": TOMORROW, "source": "Luật mới", **changes})
    return set_tax_rate(actor=actor or treasurer(), tax=tax)


def kept():
    return [list(model.objects.order_by("pk").values()) for model in (CommissionRule, TaxRate, AuditEntry)]


def test_a_rule_holds_from_its_day_and_is_mended_on_it():
    goods = make_goods(price=100_000, left=9)
    officer = treasurer()
    rule(actor=officer, seller_id=goods.seller_id)
    assert placed(goods).parts.get().commission == 5_000
    rule(actor=officer, seller_id=goods.seller_id, basis_points=700)
    rule(actor=officer, seller_id=goods.seller_id, basis_points=900, valid_from=TOMORROW)
    assert placed(goods).parts.get().commission == 7_000
    assert CommissionRule.objects.count() == 2
    assert AuditEntry.objects.filter(action="set_commission_rule", actor=officer).count() == 3


def test_a_rule_that_ended_leaves_what_is_less_specific():
    goods = make_goods(price=100_000, left=9)
    commission(100)
    own = rule(seller_id=goods.seller_id, group_id=goods.product.group_id)
    end_commission_rule(actor=treasurer(), rule_id=own.pk, valid_to=TOMORROW)
    assert placed(goods).parts.get().commission == 5_000
    CommissionRule.objects.filter(pk=own.pk).update(valid_from=YESTERDAY, valid_to=DAY)
    assert placed(goods).parts.get().commission == 1_000


def test_a_tax_rate_holds_from_its_day():
    made = rate()
    assert rate(vat_basis_points=300).pk == made.pk
    assert TaxRate.objects.get(pk=made.pk).vat_basis_points == 300
    assert AuditEntry.objects.filter(action="set_tax_rate").count() == 2


@pytest.mark.parametrize(
    ("error", "changes"),
    [
        (Invalid, {"basis_points": -1}),
        (Invalid, {"basis_points": 5_001}),
        (Invalid, {"valid_from": YESTERDAY}),
        (NotFound, {"seller_id": 10**12}),
        (NotFound, {"group_id": 10**12}),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(error, changes):
    officer = treasurer()
    before = kept()
    with pytest.raises(error):
        rule(actor=officer, **changes)
    assert kept() == before


@pytest.mark.parametrize(
    ("error", "changes"),
    [
        (Invalid, {"vat_basis_points": -1}),
        (Invalid, {"vat_basis_points": 4_000, "pit_basis_points": 1_001}),
        (Invalid, {"valid_from": YESTERDAY}),
        (Required, {"source": " "}),
    ],
)
def test_a_rate_that_makes_no_sense_is_refused(error, changes):
    officer = treasurer()
    before = kept()
    with pytest.raises(error):
        rate(officer, **changes)
    assert kept() == before


def test_a_rule_ends_after_it_begins_and_not_in_the_past():
    old, coming = commission(100), commission(100, valid_from=TOMORROW)
    officer = treasurer()
    before = kept()
    for pk, day, error in (
        (old.pk, YESTERDAY, Invalid),
        (coming.pk, TOMORROW, Invalid),
        (10**12, TOMORROW, NotFound),
    ):
        with pytest.raises(error):
            end_commission_rule(actor=officer, rule_id=pk, valid_to=day)
    assert kept() == before


def test_nobody_else_sets_them():
    known = commission(100)
    strangers = [make_user(), make_officer(), make_member(make_seller())]
    before = kept()
    for actor, error in ((None, Unauthenticated), *((one, PermissionDenied) for one in strangers)):
        with pytest.raises(error):
            set_commission_rule(actor=actor, basis_points=0, valid_from=DAY)
        with pytest.raises(error):
            end_commission_rule(actor=actor, rule_id=known.pk, valid_to=TOMORROW)
        with pytest.raises(error):
            set_tax_rate(
                actor=actor,
                tax=Tax(
                    legal_form=LegalForm.HOUSEHOLD, kind=TaxKind.GOODS, vat_basis_points=0, pit_basis_points=0,
                    valid_from=DAY, source="x",
                ),
            )  # fmt: skip
    assert kept() == before
