"""saveProduct: drafts and changes of a seller's products."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from graphene_django.settings import graphene_settings

from catalog.commands.save_product import save_product
from catalog.models import (
    AttributeValue,
    Label,
    Listing,
    PriceChange,
    Product,
    ProductStatus,
    StockItem,
    StockMovement,
    Variant,
)
from marketplace.errors import DomainError
from marketplace.models import AuditEntry, OutboxEvent
from sellers.models import Role
from tests.catalog.factories import group_named, make_member, make_officer, make_product, make_seller, traces
from tests.catalog.managed.conftest import NOW

pytestmark = pytest.mark.django_db


def draft(**fields):
    variant = {"name": "Túi 1 kg", "price": 45_000, "sku": "G-1", "weight_grams": 1000, "on_hand": 20}
    given = {"name": "Gạo tám xoan", "group_id": group_named("food-grain").pk, "variants": [variant]}
    return {**given, **fields}


def refused(call, **given):
    before = traces()
    variants = list(Variant.objects.order_by("pk").values())
    with pytest.raises(DomainError) as raised:
        call(**given)
    assert traces() == before
    assert list(Variant.objects.order_by("pk").values()) == variants
    return raised.value.code, raised.value.field


def test_a_draft_with_everything(owner, seller):
    given = draft(
        summary="Thơm",
        description="Dòng một\nDòng hai",
        label={"origin": "Nam Định", "shelf_life_days": 180},
        attributes={"variety": "Tám xoan"},
    )
    product = save_product(actor=owner, seller_id=seller.pk, given=given, now=NOW)
    product.refresh_from_db()
    assert (product.status, product.slug, product.place_id) == ("DRAFT", "gao-tam-xoan", seller.place_id)
    assert (product.summary, product.description) == ("Thơm", "Dòng một\nDòng hai")
    variant = product.variants.get()
    assert (variant.sku, variant.price, variant.seller_id) == ("G-1", 45_000, seller.pk)
    assert (StockItem.objects.get(pk=variant.pk).on_hand, StockMovement.objects.get().delta) == (20, 20)
    assert Label.objects.get(pk=product.pk).shelf_life_days == 180
    assert AttributeValue.objects.get().value == "Tám xoan"
    assert not Listing.objects.exists()
    assert AuditEntry.objects.get().action == "save_product"
    assert OutboxEvent.objects.get().name == "ProductSaved"


def test_what_is_left_out_stays(owner, product):
    variant = product.variants.get()
    save_product(actor=owner, product_id=product.pk, version=product.version, given={"summary": "Mới"}, now=NOW)
    changed = Product.objects.get(pk=product.pk)
    assert (changed.name, changed.summary, changed.version) == (product.name, "Mới", product.version + 1)
    assert product.variants.get() == variant


def test_saving_the_same_again_changes_nothing(owner, product):
    given = {"name": product.name, "variants": [{"id": product.variants.get().pk, "price": 50_000}]}
    before = traces()
    save_product(actor=owner, product_id=product.pk, version=product.version, given=given, now=NOW)
    assert traces() == before


def test_shoppers_see_a_new_price_at_once(owner, product):
    given = {"variants": [{"id": product.variants.get().pk, "price": 61_000}]}
    save_product(actor=owner, product_id=product.pk, version=product.version, given=given, now=NOW)
    assert Listing.objects.get(pk=product.pk).price_min == 61_000
    assert list(PriceChange.objects.values_list("price", "is_offered")) == [(61_000, True)]
    assert set(OutboxEvent.objects.values_list("name", flat=True)) == {"ProductSaved", "PriceChanged"}


def test_two_products_of_one_name_get_two_addresses(owner, seller):
    first = save_product(actor=owner, seller_id=seller.pk, given=draft(), now=NOW)
    variant = {"name": "", "price": 1, "sku": "G-2"}
    second = save_product(actor=owner, seller_id=seller.pk, given=draft(variants=[variant]), now=NOW)
    assert second.slug.startswith(f"{first.slug}-")


def test_the_address_stays_when_the_name_changes(owner, product):
    given = {"name": "Tên khác hẳn"}
    saved = save_product(actor=owner, product_id=product.pk, version=product.version, given=given, now=NOW)
    assert saved.slug == product.slug


def test_an_sku_is_made_where_none_is_given(owner, seller):
    variant = {"name": "Hộp", "price": 10_000}
    saved = save_product(actor=owner, seller_id=seller.pk, given=draft(variants=[variant]), now=NOW)
    assert saved.variants.get().sku.startswith(f"P{saved.pk}-")


def test_other_shops_skus_are_no_hindrance(owner, seller):
    other = make_seller()
    save_product(actor=make_member(other), seller_id=other.pk, given=draft(), now=NOW)
    assert save_product(actor=owner, seller_id=seller.pk, given=draft(), now=NOW).pk


BAD = {
    "no name": ({"name": " "}, "REQUIRED", ["name"]),
    "zero-width name": ({"name": "Gạo\u200btám"}, "INVALID", ["name"]),
    "bidi name": ({"name": "Gạo \u202etám"}, "INVALID", ["name"]),
    "long name": ({"name": "x" * 201}, "INVALID", ["name"]),
    "no group": ({"group_id": None}, "REQUIRED", ["group"]),
    "price 0": ({"variants": [{"name": "", "price": 0}]}, "INVALID", ["variants", "0", "price"]),
    "negative price": ({"variants": [{"name": "", "price": -5}]}, "INVALID", ["variants", "0", "price"]),
    "absurd price": ({"variants": [{"name": "", "price": 10**11}]}, "INVALID", ["variants", "0", "price"]),
    "no price": ({"variants": [{"name": ""}]}, "REQUIRED", ["variants", "0", "price"]),
    "negative stock": (
        {"variants": [{"name": "", "price": 1, "on_hand": -1}]},
        "INVALID",
        ["variants", "0", "onHand"],
    ),
    "bad GTIN": ({"variants": [{"name": "", "price": 1, "gtin": "123"}]}, "INVALID", ["variants", "0", "gtin"]),
    "an earlier price out of nothing": (
        {"variants": [{"name": "", "price": 1, "compare_at_price": 2}]},
        "INVALID",
        ["variants", "0", "compareAtPrice"],
    ),
    "10,001 variants": ({"variants": [{"name": "", "price": 1}] * 10_001}, "INVALID", ["variants"]),
    "one SKU twice": (
        {"variants": [{"sku": "A", "price": 1}, {"sku": "A", "price": 2}]},
        "DUPLICATE",
        ["variants", "1", "sku"],
    ),
    "a foreign attribute": ({"attributes": {"colour": "red"}}, "INVALID", ["attributes", "colour"]),
    "shelf life": ({"label": {"shelf_life_days": 0}}, "INVALID", ["label", "shelfLifeDays"]),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_names_its_field_and_writes_nothing(owner, seller, name):
    change, code, field = BAD[name]
    given = draft(**change)
    assert refused(save_product, actor=owner, seller_id=seller.pk, given=given, now=NOW) == (code, field)


def test_a_group_of_the_old_edition_or_with_groups_below_is_refused(owner, seller):
    for group in (group_named("food-grain", edition="781"), group_named("food")):
        given = draft(group_id=group.pk)
        assert refused(save_product, actor=owner, seller_id=seller.pk, given=given)[0] == "INVALID"


def test_who_saves_on_top_of_anothers_change_is_told(owner, product):
    seen = product.version
    save_product(actor=owner, product_id=product.pk, version=seen, given={"summary": "Một"}, now=NOW)
    told = refused(save_product, actor=owner, product_id=product.pk, version=seen, given={"summary": "Hai"})
    assert told == ("CONFLICT", ["version"])
    assert refused(save_product, actor=owner, product_id=product.pk, given={"summary": "Hai"}) == (
        "REQUIRED",
        ["version"],
    )


def test_strangers_find_nothing(product, seller):
    stranger = make_member(make_seller())
    for actor, code in ((AnonymousUser(), "UNAUTHENTICATED"), (stranger, "NOT_FOUND"), (make_officer(), "NOT_FOUND")):
        assert refused(save_product, actor=actor, product_id=product.pk, version=1, given={})[0] == code
        assert refused(save_product, actor=actor, seller_id=seller.pk, given=draft())[0] == code
    assert refused(save_product, actor=stranger, product_id=10**9, version=1, given={}) == ("NOT_FOUND", ["product"])


def test_staff_write_texts_but_no_prices(product, seller):
    staff = make_member(seller, Role.STAFF)
    variant = product.variants.get()
    for variants in (
        [{"id": variant.pk, "price": 1}],
        [{"name": "", "price": 1}],
        [{"id": variant.pk, "is_active": False}],
    ):
        given = {"variants": variants}
        told = refused(save_product, actor=staff, product_id=product.pk, version=product.version, given=given)
        assert told[0] == "PERMISSION_DENIED"
    given = {"summary": "Chữ", "variants": [{"id": variant.pk, "name": "Bao"}]}
    save_product(actor=staff, product_id=product.pk, version=product.version, given=given, now=NOW)
    assert product.variants.get().name == "Bao"


def test_a_variant_of_another_product_is_not_there(owner, product):
    other = make_product().variants.get()
    given = {"variants": [{"id": other.pk, "price": 5}]}
    told = refused(save_product, actor=owner, product_id=product.pk, version=product.version, given=given)
    assert told == ("NOT_FOUND", ["variants", "0", "id"])


def test_another_group_wants_another_review(owner, product):
    Product.objects.filter(pk=product.pk).update(approved_at=NOW)
    given = {"group_id": group_named("food-meat").pk}
    save_product(actor=owner, product_id=product.pk, version=product.version, given=given, now=NOW)
    product.refresh_from_db()
    assert (product.status, product.approved_at) == (ProductStatus.IN_REVIEW, None)
    assert not Listing.objects.filter(pk=product.pk).exists()


def offered(variant, price, *, since, until):
    PriceChange.objects.create(variant=variant, price=price, is_offered=True, valid_from=since)
    PriceChange.objects.create(variant=variant, price=variant.price, is_offered=True, valid_from=until)


@pytest.mark.parametrize(
    ("ago", "length", "is_real"), [(5, 3, True), (5, 0.5, False), (60, 20, False), (40, 20, True)]
)
def test_an_earlier_price_is_one_of_the_last_thirty_days(owner, product, ago, length, is_real):
    variant = product.variants.get()
    began = NOW - timedelta(days=ago)
    offered(variant, 70_000, since=began, until=began + timedelta(days=length))
    given = {"variants": [{"id": variant.pk, "compare_at_price": 70_000}]}
    if not is_real:
        told = refused(
            save_product, actor=owner, product_id=product.pk, version=product.version, given=given, now=NOW
        )
        assert told == ("INVALID", ["variants", "0", "compareAtPrice"])
        return
    save_product(actor=owner, product_id=product.pk, version=product.version, given=given, now=NOW)
    variant.refresh_from_db()
    assert (variant.compare_at_price, Listing.objects.get(pk=product.pk).compare_at) == (70_000, 70_000)
    assert variant.compare_at_until is not None


def test_no_field_makes_stars():
    given = graphene_settings.SCHEMA.graphql_schema.type_map["SaveProductInput"].fields
    nested = {
        name
        for field in ("VariantInput", "LabelInput", "AttributeInput")
        for name in graphene_settings.SCHEMA.graphql_schema.type_map[field].fields
    }
    assert not [name for name in {*given, *nested} if "star" in name.lower() or "certif" in name.lower()]


def test_twenty_variants_cost_what_one_does(owner, seller):
    def cost(count, name):
        variants = [
            {"name": f"Gói {n}", "price": 1_000 + n, "sku": f"{name}-{n}", "on_hand": 5} for n in range(count)
        ]
        with CaptureQueriesContext(connection) as captured:
            save_product(actor=owner, seller_id=seller.pk, given=draft(name=name, variants=variants), now=NOW)
        return len(captured)

    draft()  # loads the groups
    assert cost(1, "Một") == cost(20, "Hai mươi")
