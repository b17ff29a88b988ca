"""The inside of a shop's goods through GraphQL: what its people and its officers see, and nobody else."""

import pytest
from django.contrib.auth.models import AnonymousUser
from graphene_django.settings import graphene_settings

from catalog.commands.adjust_stock import Adjustment, adjust_stock
from catalog.commands.set_prices import set_prices
from catalog.models import Product, ProductStatus, StockReason
from marketplace.graphql.context import Context
from marketplace.graphql.execution import execute
from marketplace.graphql.ids import global_id
from sellers.models import Role
from tests.catalog.factories import (
    group_named,
    make_member,
    make_officer,
    make_place,
    make_product,
    make_seller,
    traces,
)
from tests.sellers.people import make_application

pytestmark = pytest.mark.django_db
SAVE = """mutation ($input: SaveProductInput!) { saveProduct(input: $input) {
    product { id productId slug name version status variants { id sku name isActive onHand price { amount } }
        attributes { code value } label { origin shelfLifeDays } place { id } group { slug } }
    errors { code field message } } }"""
MINE = """query ($seller: ID!, $filter: ManagedProductFilter, $sort: ManagedProductSort) {
    sellerProducts(seller: $seller, filter: $filter, sort: $sort) {
        totalCount nodes { name status } } }"""
QUEUE = """query ($filter: ProductReviewFilter) { productReviews(filter: $filter) { totalCount nodes { name } } }"""
MANAGED = (
    """query ($id: ID!) { managedProduct(id: $id) { name } node(id: $id) { id ... on ManagedProduct { name } } }"""
)


@pytest.fixture
def read():
    def ask(viewer, source, variables=None):
        context = Context(viewer=viewer, language="en")
        result = execute(source, variables, context=context).result
        assert result.errors is None, [(error.message, error.original_error) for error in result.errors]
        assert not context.cacheable
        return result.data

    return ask


def names(page):
    return None if page is None else [node["name"] for node in page["nodes"]]


def test_a_whole_product_is_made_and_changed(write, owner, seller):
    given = {
        "seller": global_id("Seller", seller.pk),
        "name": "Gạo tám xoan",
        "group": global_id("ProductGroup", group_named("food-grain").pk),
        "attributes": [{"code": "variety", "value": "Tám xoan"}],
        "label": {"origin": "Nam Định", "shelfLifeDays": 180},
        "variants": [{"name": "Túi 1 kg", "price": 45_000, "sku": "G-1", "onHand": 20, "gtin": "8938505974194"}],
    }
    payload = write(owner, SAVE, {"input": given})
    made = payload["product"]
    assert payload["errors"] == []
    assert (made["slug"], made["status"], made["place"]) == (
        "gao-tam-xoan",
        "DRAFT",
        {"id": global_id("Place", seller.place_id)},
    )
    assert made["attributes"] == [{"code": "variety", "value": "Tám xoan"}]
    assert made["label"] == {"origin": "Nam Định", "shelfLifeDays": 180}
    [variant] = made["variants"]
    assert (variant["sku"], variant["onHand"], variant["price"]) == ("G-1", 20, {"amount": 45_000})
    changed = {"name": "Gạo tám", "variants": [{"id": variant["id"], "price": 46_000}]}
    for id in (made["id"], made["productId"]):
        version = Product.objects.get().version
        payload = write(owner, SAVE, {"input": {"product": id, "version": version, **changed}})
        assert payload["errors"] == [] and payload["product"]["name"] == "Gạo tám"


def test_who_meets_a_conflict_gets_what_there_is_now(write, owner, product):
    id = global_id("ManagedProduct", product.pk)
    write(owner, SAVE, {"input": {"product": id, "version": 1, "name": "Của người trước"}})
    before = traces()
    payload = write(owner, SAVE, {"input": {"product": id, "version": 1, "name": "Của tôi"}})
    assert [error["code"] for error in payload["errors"]] == ["CONFLICT"]
    assert (payload["product"]["name"], payload["product"]["version"]) == ("Của người trước", 2)
    assert traces() == before


def test_a_stranger_gets_nothing_with_the_refusal(write, product):
    stranger = make_member(make_seller())
    for version in (1, 7):
        given = {"product": global_id("Product", product.pk), "version": version, "name": "x"}
        payload = write(stranger, SAVE, {"input": given})
        assert (payload["product"], [error["code"] for error in payload["errors"]]) == (None, ["NOT_FOUND"])


def test_all_that_is_wrong_is_told_with_its_place_in_the_input(write, owner, seller):
    bad = [{"name": "a", "price": 0}, {"name": "★", "price": 5}, {"id": global_id("Product", 1), "price": 5}]
    given = {"seller": global_id("Seller", seller.pk), "name": "Gạo", "variants": bad[:2]}
    given["group"] = global_id("ProductGroup", group_named("food-grain").pk)
    errors = write(owner, SAVE, {"input": given})["errors"]
    assert [error["field"] for error in errors] == [["variants", "0", "price"], ["variants", "1", "name"]]
    errors = write(owner, SAVE, {"input": {**given, "variants": bad}})["errors"]
    assert [(error["code"], error["field"]) for error in errors] == [("BAD_ID", ["variants", "2", "id"])]
    assert not Product.objects.exists()


def test_a_row_of_a_bulk_edit_is_named(write, owner, seller, product):
    id, unknown = global_id("Variant", product.variants.get().pk), global_id("Variant", 10**9)
    source = """mutation ($input: SetPricesInput!) { setPrices(input: $input) { errors { code field } } }"""
    rows = [{"variant": id, "price": 0}, {"variant": unknown, "price": 5}]
    given = {"seller": global_id("Seller", seller.pk), "rows": rows, "idempotencyKey": "k"}
    assert write(owner, source, {"input": given})["errors"] == [
        {"code": "INVALID", "field": ["rows", "0", "price"]},
        {"code": "NOT_FOUND", "field": ["rows", "1", "variant"]},
    ]
    rows = [{"variant": id, "price": 5}, {"variant": "nonsense", "price": 5}]
    assert write(owner, source, {"input": {**given, "rows": rows}})["errors"] == [
        {"code": "BAD_ID", "field": ["rows", "1", "variant"]}
    ]


def test_a_shops_people_see_its_goods_in_every_status(read, owner, seller):
    for status in ProductStatus:
        make_product(seller=seller, status=status, name=f"Hàng {status.value}")
    make_product(name="Hàng của shop khác")
    variables = {"seller": global_id("Seller", seller.pk), "sort": "NAME"}
    assert read(owner, MINE, variables)["sellerProducts"]["totalCount"] == len(ProductStatus)
    page = read(owner, MINE, {**variables, "filter": {"statuses": ["DRAFT", "TAKEN_DOWN"]}})["sellerProducts"]
    assert names(page) == ["Hàng DRAFT", "Hàng TAKEN_DOWN"]
    assert names(read(owner, MINE, {**variables, "filter": {"query": "hang pau"}})["sellerProducts"]) == [
        "Hàng PAUSED"
    ]


def test_goods_are_found_by_the_beginning_of_an_sku(read, owner, seller, product):
    make_product(seller=seller)
    sku = product.variants.get().sku
    variables = {"seller": global_id("Seller", seller.pk), "filter": {"query": sku.lower()}}
    assert product.name in names(read(owner, MINE, variables)["sellerProducts"])
    variables["filter"] = {"query": sku[1:]}
    assert names(read(owner, MINE, variables)["sellerProducts"]) == []


@pytest.mark.parametrize("status", ProductStatus)
def test_what_is_not_published_is_seen_by_its_people_and_officers_alone(read, status):
    place = make_place()
    product = make_product(status=status, seller=make_seller(place=place))
    variant = product.variants.get()
    managed = {"id": global_id("ManagedProduct", product.pk)}
    for friend in (make_member(product.seller, Role.STAFF), make_officer(place), make_officer()):
        found = read(friend, MANAGED, managed)
        assert found["managedProduct"]["name"] == found["node"]["name"] == product.name
    strangers = [AnonymousUser(), make_member(make_seller()), make_officer(make_place())]
    inside = """query ($variant: ID!, $seller: ID!) { stockMovements(variant: $variant) { totalCount }
        priceChanges(variant: $variant) { totalCount } sellerProducts(seller: $seller) { totalCount } }"""
    variables = {"variant": global_id("Variant", variant.pk), "seller": global_id("Seller", product.seller_id)}
    for stranger in strangers:
        assert read(stranger, MANAGED, managed) == {"managedProduct": None, "node": None}
        assert set(read(stranger, inside, variables).values()) == {None}


@pytest.mark.parametrize("status", [status for status in ProductStatus if status != "PUBLISHED"])
def test_shoppers_types_tell_nothing_of_what_is_not_published_even_to_its_owner(owner, seller, status):
    product = make_product(seller=seller, status=status)
    source = """query ($product: ID!, $variant: ID!, $slug: String!, $seller: ID!) {
        product(id: $product) { name } bySlug: product(slug: $slug) { name }
        node(id: $product) { id } variant: node(id: $variant) { id }
        products { totalCount } seller(id: $seller) { productCount products { totalCount } } }"""
    variables = {
        "product": global_id("Product", product.pk),
        "variant": global_id("Variant", product.variants.get().pk),
        "seller": global_id("Seller", seller.pk),
        "slug": product.slug,
    }
    found = execute(source, variables, context=Context(viewer=owner)).result.data
    assert found == {
        **dict.fromkeys(("product", "bySlug", "node", "variant")),
        "products": {"totalCount": 0},
        "seller": {"productCount": 0, "products": {"totalCount": 0}},
    }


def test_an_officer_has_the_queue_of_the_posts_places(read):
    here, there = make_place(), make_place()
    waiting = ProductStatus.IN_REVIEW
    first = make_product(status=waiting, name="Một", seller=make_seller(place=here))
    make_product(status=waiting, name="Hai", seller=make_seller(place=there), group="drink-spirit")
    make_product(seller=first.seller)
    assert names(read(make_officer(here), QUEUE)["productReviews"]) == ["Một"]
    ministry = make_officer()
    assert names(read(ministry, QUEUE)["productReviews"]) == ["Một", "Hai"]
    seller = {"sellers": [global_id("Seller", first.seller_id)]}
    assert names(read(ministry, QUEUE, {"filter": seller})["productReviews"]) == ["Một"]
    drinks = {"groups": [global_id("ProductGroup", group_named("drink").pk)]}
    assert names(read(ministry, QUEUE, {"filter": drinks})["productReviews"]) == ["Hai"]
    assert names(read(ministry, QUEUE, {"filter": {"query": "mot"}})["productReviews"]) == ["Một"]
    for stranger in (AnonymousUser(), make_member(first.seller)):
        assert read(stranger, QUEUE) == {"productReviews": None}


def test_drafts_of_an_application_that_was_not_handed_in_are_the_applicants_own(read):
    seller = make_application().seller
    product = make_product(seller=seller, status=ProductStatus.DRAFT)
    managed = {"id": global_id("ManagedProduct", product.pk)}
    assert read(make_officer(), MANAGED, managed) == {"managedProduct": None, "node": None}
    mine = {"seller": global_id("Seller", seller.pk)}
    assert read(make_officer(), MINE, mine) == {"sellerProducts": None}
    member = seller.members.first().user
    assert read(member, MANAGED, managed)["managedProduct"] == {"name": product.name}


def test_the_ledgers_tell_what_happened_and_who_did_it(read, owner, seller, product):
    variant = product.variants.get()
    adjustment = Adjustment(variant_id=variant.pk, delta=7, reason=StockReason.RECEIVED, note="Từ kho")
    adjust_stock(actor=owner, adjustment=adjustment)
    set_prices(actor=owner, seller_id=seller.pk, rows=[{"variant_id": variant.pk, "price": 60_000}])
    source = """query ($variant: ID!) {
        stockMovements(variant: $variant) { nodes { delta reason note actorName } }
        priceChanges(variant: $variant) { nodes { price { amount } isOffered actorName } } }"""
    found = read(owner, source, {"variant": global_id("Variant", variant.pk)})
    by = {"actorName": owner.full_name}
    assert found["stockMovements"]["nodes"] == [{"delta": 7, "reason": "RECEIVED", "note": "Từ kho", **by}]
    assert found["priceChanges"]["nodes"] == [{"price": {"amount": 60_000}, "isOffered": True, **by}]


def test_publishing_and_pausing_tell_the_shops_people_the_status(write, owner, seller):
    draft = make_product(seller=seller, status=ProductStatus.DRAFT)
    source = """mutation ($input: PublishProductInput!) { publishProduct(input: $input) {
        product { id } managedProduct { status } errors { code field } } }"""
    payload = write(owner, source, {"input": {"product": global_id("ManagedProduct", draft.pk)}})
    assert payload == {"product": None, "managedProduct": {"status": "IN_REVIEW"}, "errors": []}
    given = {"product": global_id("Product", draft.pk), "version": 99}
    assert write(make_officer(), source, {"input": given})["errors"] == [{"code": "CONFLICT", "field": ["version"]}]
    payload = write(make_officer(), source, {"input": {**given, "version": 1}})
    assert payload["managedProduct"] == {"status": "PUBLISHED"} and payload["product"] is not None
    source = """mutation ($input: PauseProductInput!) { pauseProduct(input: $input) {
        managedProduct { status } errors { code } } }"""
    assert write(owner, source, {"input": {"product": global_id("Product", draft.pk)}})["managedProduct"] == {
        "status": "PAUSED"
    }


OFFICERS = {"IssueCertificateInput", "RevokeCertificateInput"}
STARRY = ("star", "certif", "ocop", "rating", "approved", "trust")


def test_no_input_of_the_schema_makes_stars_but_the_officers():
    types = graphene_settings.SCHEMA.graphql_schema.type_map
    starry = {
        (name, field)
        for name, type in types.items()
        if name.endswith("Input") and name not in OFFICERS
        for field in getattr(type, "fields", {})
        if any(word in field.lower() for word in STARRY)
    }
    of_buyers = {("ReviewProductInput", "stars"), ("EditReviewInput", "stars")}  # an opinion, no certificate
    in_letters = {("ScheduleLivestreamInput", "startsAt"), ("EditLivestreamInput", "startsAt")}  # no stars at all
    of_officers = {("SetSellerTrustInput", "isTrusted")}  # and it makes no stars
    assert starry == of_officers | of_buyers | in_letters
