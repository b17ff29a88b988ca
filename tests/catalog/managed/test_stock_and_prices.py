"""Pieces and prices, one by one and many at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.commands.adjust_stock import Adjustment, adjust_stock, adjust_stocks
from catalog.commands.set_prices import set_prices
from catalog.models import Listing, StockItem, StockMovement, StockReason, Variant
from marketplace.errors import DomainError
from marketplace.models import OutboxEvent
from sellers.models import Role
from tests.catalog.factories import add_variant, make_member, make_product, make_seller

pytestmark = pytest.mark.django_db


def pieces():
    return (
        list(StockItem.objects.order_by("pk").values_list("on_hand", flat=True)),
        StockMovement.objects.count(),
        list(Variant.objects.order_by("pk").values_list("price", flat=True)),
        OutboxEvent.objects.count(),
    )


def refused(call, **given):
    before = pieces()
    with pytest.raises(DomainError) as raised:
        call(**given)
    assert pieces() == before
    return raised.value.code, raised.value.field


def moved(variant, **fields):
    return Adjustment(variant_id=variant.pk, **{"reason": StockReason.RECEIVED, **fields})


def test_pieces_come_and_are_counted(owner, product):
    variant = product.variants.get()
    adjust_stock(actor=owner, adjustment=moved(variant, delta=7, note="Từ kho"))
    adjust_stock(actor=owner, adjustment=moved(variant, counted=10, reason=StockReason.COUNTED))
    assert StockItem.objects.get(pk=variant.pk).on_hand == 10
    assert list(StockMovement.objects.order_by("pk").values_list("delta", "note")) == [(7, "Từ kho"), (-2, "")]


def test_shoppers_see_at_once_what_is_sold_out_and_what_is_back(owner, product):
    variant = product.variants.get()
    adjust_stock(actor=owner, adjustment=moved(variant, counted=0, reason=StockReason.COUNTED))
    assert not Listing.objects.get(pk=product.pk).is_available
    adjust_stock(actor=owner, adjustment=moved(variant, delta=3))
    assert Listing.objects.get(pk=product.pk).is_available
    told = OutboxEvent.objects.filter(name="StockChanged").order_by("pk")
    assert [event.payload["is_available"] for event in told] == [False, True]


def test_what_is_refused_changes_nothing(owner, product, seller):
    variant = product.variants.get()
    StockItem.objects.filter(pk=variant.pk).update(allocated=3)
    bad = [
        (moved(variant, delta=-3), ("INVALID", ["delta"])),
        (moved(variant, counted=2), ("INVALID", ["counted"])),
        (moved(variant, counted=-1), ("INVALID", ["counted"])),
        (moved(variant, delta=2_000_000_000), ("INVALID", ["delta"])),
        (moved(variant, delta=0), ("INVALID", ["delta"])),
        (moved(variant), ("INVALID", ["delta"])),
        (moved(variant, delta=1, counted=1), ("INVALID", ["delta"])),
        (moved(variant, delta=1, reason=StockReason.SHIPPED), ("INVALID", ["reason"])),
    ]
    for adjustment, told in bad:
        assert refused(adjust_stock, actor=owner, adjustment=adjustment) == told
    stranger = make_member(make_seller())
    assert refused(adjust_stock, actor=stranger, adjustment=moved(variant, delta=1)) == ("NOT_FOUND", ["variant"])
    staff = make_member(seller, Role.STAFF)
    adjust_stock(actor=staff, adjustment=moved(variant, delta=1))  # stock is everybody's work


def test_many_rows_are_written_together_or_not_at_all(owner, seller, product):
    other = add_variant(product, 9_000)
    foreign = make_product().variants.get()
    rows = [moved(product.variants.first(), delta=1), moved(other, delta=-100)]
    assert refused(adjust_stocks, actor=owner, seller_id=seller.pk, adjustments=rows) == (
        "INVALID",
        ["rows", "1", "delta"],
    )
    rows = [moved(product.variants.first(), delta=1), moved(foreign, delta=1)]
    assert refused(adjust_stocks, actor=owner, seller_id=seller.pk, adjustments=rows) == (
        "NOT_FOUND",
        ["rows", "1", "variant"],
    )
    assert len(adjust_stocks(actor=owner, seller_id=seller.pk, adjustments=[moved(other, delta=1)])) == 1


def test_prices_of_many_at_once(owner, seller, product):
    variants = [product.variants.get(), make_product(seller=seller).variants.get()]
    rows = [{"variant_id": variant.pk, "price": 70_000 + n} for n, variant in enumerate(variants)]
    set_prices(actor=owner, seller_id=seller.pk, rows=rows)
    assert list(Variant.objects.order_by("pk").values_list("price", flat=True)) == [70_000, 70_001]
    bad = [rows[0], {"variant_id": variants[1].pk, "price": 0}]
    assert refused(set_prices, actor=owner, seller_id=seller.pk, rows=bad) == ("INVALID", ["rows", "1", "price"])
    staff = make_member(seller, Role.STAFF)
    assert refused(set_prices, actor=staff, seller_id=seller.pk, rows=rows)[0] == "PERMISSION_DENIED"


def test_many_rows_cost_what_two_do(owner, seller):
    def cost(count):
        variants = [make_product(seller=seller).variants.get() for _ in range(count)]
        with CaptureQueriesContext(connection) as captured:
            set_prices(
                actor=owner, seller_id=seller.pk, rows=[{"variant_id": one.pk, "price": 777} for one in variants]
            )
            adjust_stocks(actor=owner, seller_id=seller.pk, adjustments=[moved(one, delta=1) for one in variants])
        return len(captured)

    assert cost(2) == cost(12)
