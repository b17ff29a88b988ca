"""What saving does to variants, attributes, stock, reviews, the trail and the events."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.commands.publish_product import publish_product
from catalog.commands.save_product import MOST_EVER, save_product
from catalog.commands.saving.drafts import MOST_VARIANTS, ProductDraft, VariantDraft
from catalog.commands.saving.write import write_products
from catalog.models import AttributeValue, Listing, Product, ProductStatus, StockItem, StockMovement, Variant
from marketplace.errors import DomainError, told
from marketplace.models import AuditEntry, OutboxEvent
from sellers.models import Role, Seller
from tests.catalog.factories import (
    add_variant,
    group_named,
    make_certificate,
    make_member,
    make_product,
    make_seller,
    traces,
)
from tests.catalog.managed.conftest import NOW
from tests.catalog.managed.many import drafts_of

pytestmark = pytest.mark.django_db


def everything():
    parts = (Variant, StockItem, AttributeValue, StockMovement)
    return traces(), [list(part.objects.order_by("pk").values()) for part in parts]


def save(actor, product, **given):
    version = Product.objects.values_list("version", flat=True).get(pk=product.pk)
    return save_product(actor=actor, product_id=product.pk, version=version, given=given, now=NOW)


def refusal(actor, product, **given):
    before = everything()
    with pytest.raises(DomainError) as refused:
        save(actor, product, **given)
    assert everything() == before
    return [(error.code, error.field) for error in told(refused.value)]


def names_of(product):
    return list(product.variants.order_by("position", "pk").values_list("name", flat=True))


def test_a_new_variant_stands_behind_the_others_and_may_be_put_elsewhere(owner, product):
    save(owner, product, variants=[{"name": "Hai", "price": 2_000}, {"name": "Ba", "price": 3_000}])
    save(owner, product, variants=[{"name": "Bốn", "price": 4_000}])
    assert names_of(product) == ["Túi 1 kg", "Hai", "Ba", "Bốn"]
    last = product.variants.get(name="Bốn")
    first = product.variants.get(name="Túi 1 kg")
    save(owner, product, variants=[{"id": last.pk, "position": 0}, {"id": first.pk, "position": 9}])
    assert names_of(product) == ["Bốn", "Hai", "Ba", "Túi 1 kg"]


def test_a_retired_variant_is_gone_from_the_shelf_and_makes_room(owner, product):
    Variant.objects.bulk_create(
        Variant(product=product, seller=product.seller, sku=f"X-{n}", name="", price=1, position=n)
        for n in range(MOST_VARIANTS - 1)
    )
    one_more = {"name": "Thêm", "price": 9_000}
    assert refusal(owner, product, variants=[one_more]) == [("INVALID", ["variants"])]
    retired = product.variants.get(sku="X-0")
    save(owner, product, variants=[{"id": retired.pk, "is_active": False}, one_more])
    assert product.variants.filter(is_active=True).count() == MOST_VARIANTS


def test_retired_variants_do_not_pile_up_without_end(owner, product):
    Variant.objects.bulk_create(
        Variant(product=product, seller=product.seller, sku=f"X-{n}", name="", price=1, is_active=False)
        for n in range(MOST_EVER - 1)
    )
    assert refusal(owner, product, variants=[{"name": "Thêm", "price": 9_000}]) == [("INVALID", ["variants"])]


def test_a_product_on_sale_keeps_a_variant(owner, product):
    variants = [{"id": product.variants.get().pk, "is_active": False}]
    assert refusal(owner, product, variants=variants) == [("INVALID", ["variants"])]
    draft = make_product(seller=product.seller, status=ProductStatus.DRAFT)
    save(owner, draft, variants=[{"id": draft.variants.get().pk, "is_active": False}])
    assert not draft.variants.filter(is_active=True).exists()


def test_one_variant_in_two_rows_is_refused(owner, product):
    pk = product.variants.get().pk
    told_of = refusal(owner, product, variants=[{"id": pk, "price": 1}, {"id": pk, "price": 2}])
    assert told_of == [("INVALID", ["variants"])]


def test_all_that_is_wrong_is_told_at_once(owner, product):
    variants = [{"name": "a", "price": 0}, {"name": "b", "price": 5}, {"name": "c", "price": 5, "gtin": "1"}]
    assert refusal(owner, product, name="", variants=variants, label={"shelf_life_days": -1}) == [
        ("REQUIRED", ["name"]),
        ("INVALID", ["label", "shelfLifeDays"]),
        ("INVALID", ["variants", "0", "price"]),
        ("INVALID", ["variants", "2", "gtin"]),
    ]


@pytest.mark.parametrize("name", ["Gạo tám ★★★★★", "⭐ OCOP", "Gạo 🍚"])
def test_nothing_that_is_typed_looks_like_stars(owner, product, name):
    assert refusal(owner, product, name=name) == [("INVALID", ["name"])]
    assert refusal(owner, product, summary=name) == [("INVALID", ["summary"])]
    variants = [{"id": product.variants.get().pk, "name": name}]
    assert refusal(owner, product, variants=variants) == [("INVALID", ["variants", "0", "name"])]


def test_names_are_stored_in_one_spelling(owner, product):
    decomposed = "Ga\u0323o ta\u0301m"
    assert save(owner, product, name=decomposed).name == "Gạo tám"


def test_a_form_that_sends_an_earlier_price_back_asks_for_nothing_new(owner, product):
    variant = product.variants.get()
    shown = {"compare_at_price": 90_000, "compare_at_until": (NOW + timedelta(days=3)).date()}
    Variant.objects.filter(pk=variant.pk).update(**shown)
    before = everything()
    save(owner, product, variants=[{"id": variant.pk, "price": 50_000, "compare_at_price": 90_000}])
    assert everything() == before
    staff = make_member(product.seller, Role.STAFF)
    save(staff, product, summary="Chữ", variants=[{"id": variant.pk, "price": 50_000, "compare_at_price": 90_000}])
    assert Variant.objects.filter(pk=variant.pk, **shown).exists()


def test_a_price_that_catches_up_takes_the_earlier_one_along(owner, product):
    variant = product.variants.get()
    until = (NOW + timedelta(days=3)).date()
    Variant.objects.filter(pk=variant.pk).update(compare_at_price=90_000, compare_at_until=until)
    save(owner, product, variants=[{"id": variant.pk, "price": 90_000}])
    variant.refresh_from_db()
    assert (variant.price, variant.compare_at_price, variant.compare_at_until) == (90_000, None, None)


def test_another_group_leaves_foreign_attributes_behind(owner, seller):
    draft = make_product(seller=seller, status=ProductStatus.DRAFT, group="food-sauce")
    save(owner, draft, attributes={"nitrogen": "40", "main-ingredient": "Cá cơm"})
    save(owner, draft, group_id=group_named("food-from-fish").pk)
    assert not AttributeValue.objects.filter(product=draft).exists()  # each group has its own of that code, too
    entry = AuditEntry.objects.order_by("pk").last()
    assert entry.before["attribute.nitrogen"] == "40" and entry.after["attribute.nitrogen"] == ""


def test_a_certified_product_with_another_name_is_reviewed_again(owner, product, seller):
    Seller.objects.filter(pk=seller.pk).update(is_trusted=True)
    make_certificate(product)
    Product.objects.filter(pk=product.pk).update(approved_at=NOW)
    assert save(owner, product, name="Rượu nếp").status == ProductStatus.IN_REVIEW
    assert not Listing.objects.filter(pk=product.pk).exists()
    assert "ProductSubmitted" in OutboxEvent.objects.values_list("name", flat=True)
    entry = AuditEntry.objects.get(action="save_product")
    assert (entry.before["status"], entry.after["status"]) == ("PUBLISHED", "IN_REVIEW")
    # The seller's trust does not bring it back.
    assert publish_product(actor=owner, product_id=product.pk, now=NOW).status == ProductStatus.IN_REVIEW


def test_a_slip_of_the_pen_and_an_uncertified_name_are_mended_without_a_review(owner, product):
    assert save(owner, product, name="Tên khác").status == ProductStatus.PUBLISHED
    make_certificate(product)
    assert save(owner, product, name="ten khác").status == ProductStatus.PUBLISHED


def test_an_expired_certificate_holds_no_name(owner, product):
    long_ago = (NOW - timedelta(days=2_000)).date()
    make_certificate(product, issued_on=long_ago)
    assert save(owner, product, name="Tên khác").status == ProductStatus.PUBLISHED


def test_a_paused_product_of_another_group_stays_paused_until_it_is_to_be_sold_again(owner, seller):
    paused = make_product(seller=seller, status=ProductStatus.PAUSED)
    Product.objects.filter(pk=paused.pk).update(approved_at=NOW)
    saved = save(owner, paused, group_id=group_named("drink-spirit").pk)
    assert (saved.status, saved.approved_at) == (ProductStatus.PAUSED, None)
    assert publish_product(actor=owner, product_id=paused.pk, now=NOW).status == ProductStatus.IN_REVIEW


def test_the_trail_has_every_part_before_and_after(owner, product):
    variant = product.variants.get()
    save(owner, product, label={"origin": "Nam Định"}, attributes={"variety": "Tám"})
    save(
        owner,
        product,
        summary="Thơm",
        label={"origin": "Ninh Bình"},
        attributes={"variety": "Nếp"},
        variants=[{"id": variant.pk, "price": 60_000, "weight_grams": 500}],
    )
    entry = AuditEntry.objects.filter(action="save_product").last()
    sku = variant.sku
    assert entry.before == {
        "summary": "",
        "label.origin": "Nam Định",
        "attribute.variety": "Tám",
        f"{sku}.price": 50_000,
        f"{sku}.weight_grams": 0,
    }
    assert entry.after == {
        "summary": "Thơm",
        "label.origin": "Ninh Bình",
        "attribute.variety": "Nếp",
        f"{sku}.price": 60_000,
        f"{sku}.weight_grams": 500,
    }
    assert (entry.actor, entry.object_id) == (owner, product.pk)


def counted(product, pieces):
    variant = product.variants.get()
    return ProductDraft(product, variants=[VariantDraft(variant, {}, pieces, ("row 2",))])


def test_counted_pieces_tell_what_shoppers_notice(owner, product, seller):
    for pieces in (0, 0, 7, 9):
        write_products(user=owner, seller=seller, drafts=[counted(product, pieces)], now=NOW, action="import")
        assert Listing.objects.get(pk=product.pk).is_available == bool(pieces)
    events = OutboxEvent.objects.filter(name="StockChanged").order_by("pk")
    assert [event.payload["is_available"] for event in events] == [False, True]
    assert list(StockMovement.objects.order_by("pk").values_list("delta", flat=True)) == [-5, 7, 2]


def test_pieces_promised_to_orders_cannot_be_counted_away(owner, product, seller):
    StockItem.objects.filter(variant__product=product).update(allocated=3)
    before = everything()
    with pytest.raises(DomainError) as refused:
        write_products(user=owner, seller=seller, drafts=[counted(product, 2)], now=NOW, action="import")
    assert (refused.value.code, refused.value.field) == ("INVALID", ["row 2", "onHand"])
    assert everything() == before


def test_many_products_cost_what_two_do(owner, seller):
    other = make_seller()

    def cost(count, start):
        drafts = drafts_of(count, start=start)
        with CaptureQueriesContext(connection) as captured:
            products = write_products(user=owner, seller=seller, drafts=drafts, now=NOW, action="import")
        variants = {variant.pk: variant for variant in Variant.objects.filter(product__in=products)}
        changes = [
            ProductDraft(product, {"summary": "Mới"}, {"usage": "Pha"}, {"process": "Ủ"}) for product in products
        ]
        for draft in changes:
            own = [variant for variant in variants.values() if variant.product_id == draft.product.pk]
            draft.variants = [VariantDraft(one, {"price": 77_000, "name": "Can"}, on_hand=9) for one in own]
        with CaptureQueriesContext(connection) as again:
            write_products(user=owner, seller=seller, drafts=changes, now=NOW, action="import")
        return len(captured), len(again)

    assert add_variant(make_product(seller=other), 1)  # loads the groups
    assert cost(2, 0) == cost(60, 100)


def test_changing_twenty_variants_costs_what_changing_one_does(owner, product):
    variants = [product.variants.get(), *(add_variant(product, 9_000 + number) for number in range(19))]

    def cost(some, price):
        with CaptureQueriesContext(connection) as captured:
            save(owner, product, variants=[{"id": one.pk, "price": price} for one in some])
        return len(captured)

    assert cost(variants[:1], 70_000) == cost(variants, 80_000)


def test_ten_thousand_variants_are_refused_without_a_look_at_the_database(owner, seller):
    given = {"name": "Gạo", "variants": [{"name": "", "price": 1}] * 10_001}
    with CaptureQueriesContext(connection) as captured, pytest.raises(DomainError) as refused:
        save_product(actor=owner, seller_id=seller.pk, given=given, now=NOW)
    assert (refused.value.code, refused.value.field) == ("INVALID", ["variants"])
    assert not [query for query in captured.captured_queries if "SAVEPOINT" not in query["sql"]]
