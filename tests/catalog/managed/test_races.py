"""Two people at once, each on a connection of their own."""

import pytest
from django.db import connection

from catalog.commands.adjust_stock import Adjustment, adjust_stock, adjust_stocks
from catalog.commands.save_product import save_product
from catalog.commands.set_prices import set_prices
from catalog.models import PriceChange, Product, StockItem, StockMovement, StockReason, Variant
from marketplace.models import AuditEntry
from tests.catalog.factories import add_variant, group_named, make_member, make_product, make_seller
from tests.catalog.managed.conftest import NOW
from tests.connections import Others, held

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def others():
    return Others()


def damaged(variant, pieces):
    return Adjustment(variant_id=variant.pk, delta=-pieces, reason=StockReason.DAMAGED)


def test_of_two_owners_who_save_at_once_the_second_is_told(others):
    product = make_product()
    owners = [make_member(product.seller), make_member(product.seller)]
    with held(Product.objects.filter(pk=product.pk)):
        for number, owner in enumerate(owners):
            given = {"summary": f"Của {number}"}
            others.start(save_product, actor=owner, product_id=product.pk, version=product.version, given=given)
        others.wait_until_blocked()
    answers = others.answers()
    [saved] = [answer for answer in answers if isinstance(answer, Product)]
    assert sorted(map(str, answers)) == sorted([str(saved), "CONFLICT"])
    stored = Product.objects.get(pk=product.pk)
    assert (stored.summary, stored.version) == (saved.summary, product.version + 1)
    assert AuditEntry.objects.filter(action="save_product").count() == 1


def test_prices_set_while_somebody_saves_are_not_lost(others):
    """Each writes what it was asked to, over what the other has left, and nothing that it read before."""
    product = make_product()
    owner, variant = make_member(product.seller), product.variants.get()
    PriceChange.objects.create(variant=variant, price=90_000, is_offered=True, valid_from=NOW.replace(day=10))
    PriceChange.objects.create(variant=variant, price=50_000, is_offered=True, valid_from=NOW.replace(day=20))
    with held(Product.objects.filter(pk=product.pk)):
        given = {"variants": [{"id": variant.pk, "compare_at_price": 90_000}]}
        others.start(save_product, actor=owner, product_id=product.pk, version=product.version, given=given, now=NOW)
        others.wait_until_blocked()
        rows = [{"variant_id": variant.pk, "price": 70_000}]
        others.start(set_prices, actor=owner, seller_id=product.seller_id, rows=rows, now=NOW)
        others.wait_until_blocked()
    assert "CONFLICT" not in others.answers()
    stored = Variant.objects.get(pk=variant.pk)
    assert (stored.price, stored.compare_at_price) == (70_000, 90_000)


def test_two_shops_that_name_a_product_alike_at_once_get_two_addresses(others):
    group = group_named("food-grain").pk
    members = [make_member(make_seller()), make_member(make_seller())]
    # An uncommitted product with the address makes both wait where the address is unique.
    blocker = make_product(slug="cho-khac")
    with held(Product.objects.filter(pk=blocker.pk)):
        Product.objects.filter(pk=blocker.pk).update(slug="gao-tam-xoan")
        for member in members:
            given = {"name": "Gạo tám xoan", "group_id": group}
            seller_id = member.memberships.get().seller_id
            others.start(save_product, actor=member, seller_id=seller_id, given=given)
        others.wait_until_blocked()
    made = others.answers()
    assert all(isinstance(product, Product) for product in made)
    slugs = set(Product.objects.values_list("slug", flat=True))
    assert len(slugs) == 3 and all(slug.startswith("gao-tam-xoan") for slug in slugs)


def test_one_sku_for_two_products_of_a_shop_at_once_is_given_once(others):
    seller = make_seller()
    owner, products = make_member(seller), [make_product(seller=seller), make_product(seller=seller)]
    with held(Product.objects.all()):
        for product in products:
            given = {"variants": [{"name": "Hộp", "price": 1_000, "sku": "H-1"}]}
            others.start(save_product, actor=owner, product_id=product.pk, version=1, given=given)
        others.wait_until_blocked()
    answers = others.answers()
    assert [answer for answer in answers if isinstance(answer, str)] == ["DUPLICATE"]
    assert Variant.objects.filter(sku="H-1").count() == 1


def test_what_two_take_at_once_is_taken_once_each_and_never_below_nothing(others):
    product = make_product()  # five pieces
    owner, variant = make_member(product.seller), product.variants.get()
    with held(StockItem.objects.all()):
        for pieces in (3, 1, 3):
            others.start(adjust_stock, actor=owner, adjustment=damaged(variant, pieces))
        others.wait_until_blocked()
    assert [answer for answer in others.answers() if isinstance(answer, str)] == ["INVALID"]
    assert StockItem.objects.get(pk=variant.pk).on_hand == 1
    assert sum(StockMovement.objects.values_list("delta", flat=True)) == -4


def test_rows_in_opposite_order_wait_for_each_other_instead_of_blocking_for_ever(others):
    seller = make_seller()
    owner = make_member(seller)
    variants = [make_product(seller=seller).variants.get(), add_variant(make_product(seller=seller), 9_000)]
    with held(StockItem.objects.all()):
        for rows in (variants, variants[::-1]):
            others.start(
                adjust_stocks,
                actor=owner,
                seller_id=seller.pk,
                adjustments=[damaged(variant, 1) for variant in rows],
            )
        others.wait_until_blocked()
    assert all(isinstance(answer, list) for answer in others.answers())
    assert sorted(StockItem.objects.filter(pk__in=variants).values_list("on_hand", flat=True)) == [3, 3]


def test_stock_is_locked_after_its_product(others):
    """Who saves a product and counts its pieces holds the one and then wants the other: so must everybody."""
    product = make_product()
    owner, variant = make_member(product.seller), product.variants.get()
    with held(Product.objects.filter(pk=product.pk)):
        others.start(adjust_stock, actor=owner, adjustment=damaged(variant, 1))
        others.wait_until_blocked()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT on_hand FROM catalog_stockitem WHERE variant_id = %s FOR UPDATE NOWAIT", [variant.pk]
            )
            assert cursor.fetchone() == (5,)
    others.answers()
