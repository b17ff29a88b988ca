"""Commission and tax, frozen when the order is placed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from catalog.models import ProductGroup
from marketplace.clock import today
from orders.models import CommissionRule, OrderLine, SellerOrder, TaxRate
from sellers.models import LegalForm, Seller
from tests.catalog.factories import make_seller
from tests.orders.ledger.books import commission, taxes_of_households
from tests.orders.people import delivery, make_goods, placed

pytestmark = pytest.mark.django_db


def household():
    taxes_of_households()
    seller = make_seller()
    Seller.objects.filter(pk=seller.pk).update(legal_form=LegalForm.HOUSEHOLD)
    return Seller.objects.get(pk=seller.pk)


def charges(order):
    part = order.parts.get()
    return part.commission, part.vat, part.pit, part.delivery_vat, part.delivery_pit


def test_without_rules_nothing_is_taken_of_an_enterprise():
    seller = household()
    Seller.objects.filter(pk=seller.pk).update(legal_form=LegalForm.ENTERPRISE)
    assert charges(placed(make_goods(seller=seller), method=delivery(), total=85_000)) == (0, 0, 0, 0, 0)


def test_the_most_specific_rule_counts():
    goods = make_goods(price=100_000, left=50)
    group = goods.product.group
    parent = ProductGroup.objects.create(
        taxonomy=group.taxonomy, code="above", slug="above", name_vi="Trên", name_en="Above"
    )
    ProductGroup.objects.filter(pk=group.pk).update(parent=parent)
    for basis_points, scope in (
        (1_000, {}),
        (900, {"group": parent}),
        (800, {"group": group}),
        (700, {"seller": goods.seller}),
        (600, {"seller": goods.seller, "group": parent}),
        (500, {"seller": goods.seller, "group": group}),
    ):
        commission(basis_points, **scope)
        assert charges(placed(goods))[0] == basis_points * 10
    commission(1, seller=make_seller())
    commission(2, group=make_goods(group="drink-alcohol").product.group)
    assert charges(placed(goods))[0] == 5_000


def test_rules_hold_from_a_day_and_until_one():
    goods, day = make_goods(price=100_000, left=50), today()
    commission(100, valid_from=day - timedelta(days=9))
    commission(200, valid_from=day - timedelta(days=5), valid_to=day)
    commission(300, valid_from=day + timedelta(days=1))
    assert charges(placed(goods))[0] == 1_000
    commission(400, valid_from=day)
    assert charges(placed(goods))[0] == 4_000


def test_what_was_frozen_stays_when_rules_change():
    goods = make_goods(price=100_000)
    rule = commission(500)
    order = placed(goods)
    CommissionRule.objects.filter(pk=rule.pk).update(basis_points=4_000)
    assert charges(order)[0] == 5_000


def test_households_are_taxed_for_goods_and_delivery_each_rounded_once():
    commission(1_000)
    seller = household()
    order = placed(make_goods(seller=seller, price=33_350), quantity=3, method=delivery(), total=100_050 + 59_000)
    assert charges(order) == (10_005, 1_001, 500, 1_770, 885)
    line = OrderLine.objects.get(seller_order__order=order)
    assert (line.commission, line.vat, line.pit) == (10_005, 1_001, 500)


def test_services_are_taxed_as_such():
    goods = make_goods(seller=household(), price=100_000)
    ProductGroup.objects.filter(pk=goods.product.group_id).update(is_service=True)
    assert charges(placed(goods)) == (0, 5_000, 2_000, 0, 0)


def test_tax_rates_hold_from_a_day():
    seller, day = household(), today()
    given = {"legal_form": "HOUSEHOLD", "kind": "GOODS", "source": "mới"}
    TaxRate.objects.create(**given, vat_basis_points=200, pit_basis_points=0, valid_from=day)
    TaxRate.objects.create(**given, vat_basis_points=300, pit_basis_points=0, valid_from=day + timedelta(days=1))
    assert charges(placed(make_goods(seller=seller, price=100_000)))[1:3] == (2_000, 0)


def test_of_a_few_dong_no_more_is_taken_than_there_are():
    commission(5_000)
    TaxRate.objects.filter(legal_form="HOUSEHOLD").delete()
    given = {"vat_basis_points": 4_999, "pit_basis_points": 1, "valid_from": "2025-01-01", "source": "x"}
    TaxRate.objects.create(legal_form="HOUSEHOLD", kind="GOODS", **given)
    seller = make_seller()
    Seller.objects.filter(pk=seller.pk).update(legal_form=LegalForm.HOUSEHOLD)
    order = placed(make_goods(seller=seller, price=1))
    assert charges(order)[:3] == (1, 0, 0)


@pytest.mark.parametrize(
    "fields", [{"basis_points": 5_001}, {"valid_to": "2025-01-01"}, {"basis_points": 100, "twice": True}]
)
def test_rules_that_make_no_sense_are_refused(fields):
    if fields.pop("twice", False):
        commission(100)
    before = list(CommissionRule.objects.values())
    with pytest.raises(IntegrityError), transaction.atomic():
        commission(**{"basis_points": 100, **fields})
    assert list(CommissionRule.objects.values()) == before


def test_charges_are_never_negative():
    part = placed(make_goods()).parts.get()
    before = charges(part.order)
    for field in ("commission", "vat", "pit", "delivery_vat", "delivery_pit"):
        with pytest.raises(IntegrityError), transaction.atomic():
            SellerOrder.objects.filter(pk=part.pk).update(**{field: -1})
    assert charges(part.order) == before
