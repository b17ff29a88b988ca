"""`node(id:)`: every object that has a global id can be fetched again by it."""

import pytest
from graphene_django.settings import graphene_settings

from catalog.models import Certificate, Listing, Product, ProductGroup, Variant
from marketplace.commands.notices.notify import notify
from marketplace.events import PasswordChanged
from marketplace.graphql.ids import global_id
from marketplace.models import Notification, Place
from sellers.models import Seller
from tests.catalog.factories import make_member
from tests.livestreams.people import Session
from tests.marketplace.people import make_session, make_user
from tests.orders.reviewed import make_review
from tests.shop import ask, codes, demo_shop

__all__ = ["demo_shop"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_shop")]

# A field to know the object by, and the row behind it.
KNOWN_BY = {
    "Product": ("slug", lambda: Listing.objects.select_related("product").first().product),
    "Variant": ("sku", lambda: Variant.objects.first()),
    "Certificate": ("number", lambda: Certificate.objects.first()),
    "ProductGroup": ("slug", lambda: ProductGroup.objects.first()),
    "Seller": ("slug", lambda: Seller.objects.first()),
    "Place": ("code", lambda: Place.objects.first()),
    "User": ("email", lambda: make_user()),
    "Session": ("label", lambda: make_session()),
    "Notification": ("kind", lambda: told(make_user())),
    "Livestream": ("slug", lambda: Session().row),
    "Review": ("stars", lambda: make_review()),
    "ManagedProduct": ("slug", lambda: worked_on(Product.objects.first())),
}
# The insides of shops, and orders: tests/enemies/test_nodes.py asks for these as everybody.
OF_SHOPS = {
    "SellerAccount",
    "SellerApplication",
    "Paper",
    "Member",
    "Invitation",
    "ImportJob",
    "Order",
    "SellerOrder",
    "Return",
}
# Of what belongs to somebody: to whom. Others are told that it is not there.
OWNERS = {
    "User": lambda user: user,
    "Session": lambda session: session.user,
    "Notification": lambda notification: notification.recipient,
    "ManagedProduct": lambda product: product.seller.members.first().user,
}
MISSING = 10**12


def told(user):
    notify(PasswordChanged(user_id=user.pk), 1)
    return Notification.objects.get(recipient=user)


def worked_on(product):
    make_member(product.seller)
    return product


@pytest.fixture(params=KNOWN_BY)
def known(request):
    """Type, field, row and viewer of something that is there."""
    field, row = KNOWN_BY[request.param]
    found = row()
    owner = OWNERS.get(request.param, lambda _: None)(found)
    return request.param, field, found, owner


def node(id, fields="id", viewer=None):
    return ask(f"query ($id: ID!) {{ node(id: $id) {{ __typename {fields} }} }}", {"id": id}, viewer=viewer)["node"]


def test_every_type_that_says_it_is_a_node_is_tried_here():
    schema = graphene_settings.SCHEMA.graphql_schema
    assert {found.name for found in schema.get_possible_types(schema.get_type("Node"))} == {*KNOWN_BY, *OF_SHOPS}


def test_a_node_is_found_with_its_own_fields(known):
    type, field, row, viewer = known
    id = global_id(type, row.pk)
    assert node(id, f"id ... on {type} {{ {field} }}", viewer) == {
        "__typename": type,
        "id": id,
        field: getattr(row, field),
    }
    assert node(id, "id", viewer) == {"__typename": type, "id": id}


def test_a_node_that_is_not_there_is_null(known):
    type, _, _, viewer = known
    for key in (MISSING, 0, 2**63 - 1):
        assert node(global_id(type, key), "id", viewer) is None


@pytest.mark.parametrize("type", OWNERS)
def test_what_is_somebody_elses_is_null_like_what_is_not_there(type):
    id = global_id(type, KNOWN_BY[type][1]().pk)
    assert node(id) is None
    assert node(id, viewer=make_user()) is None


def test_fragments_on_other_types_do_not_matter(known):
    type, _, row, viewer = known
    others = " ".join(f"... on {other} {{ {other}: {KNOWN_BY[other][0]} }}" for other in KNOWN_BY if other != type)
    id = global_id(type, row.pk)
    assert node(id, others, viewer) == {"__typename": type}
    assert node(id, f"... on Node {{ id }} {others}", viewer) == {"__typename": type, "id": id}


def test_several_nodes_are_found_in_one_request():
    public = [type for type in KNOWN_BY if type not in OWNERS]
    aliased = " ".join(f"{type}: node(id: ${type}) {{ __typename id }}" for type in public)
    declared = ", ".join(f"${type}: ID!" for type in public)
    ids = {type: global_id(type, KNOWN_BY[type][1]().pk) for type in public}
    assert ask(f"query ({declared}) {{ {aliased} }}", ids) == {
        type: {"__typename": type, "id": id} for type, id in ids.items()
    }


def test_what_shoppers_cannot_see_is_null_like_what_is_not_there():
    listing = Listing.objects.select_related("product__seller").first()
    variant = Variant.objects.filter(product=listing.product).first()
    hidden = [global_id("Product", listing.product_id), global_id("Variant", variant.pk)]
    seller = global_id("Seller", listing.product.seller_id)
    Listing.objects.filter(pk=listing.pk).delete()
    Seller.objects.filter(pk=listing.product.seller_id).update(status="SUSPENDED")
    assert [node(id) for id in [*hidden, seller]] == [None, None, None]


def test_a_variant_that_is_not_on_sale_is_null():
    variant = Variant.objects.first()
    Variant.objects.filter(pk=variant.pk).update(is_active=False)
    assert node(global_id("Variant", variant.pk)) is None


@pytest.mark.parametrize(
    "id",
    [
        "",
        "1",
        "Product:1",
        "nonsense",
        "😀",
        "=",
        global_id("Nothing", 1),
        global_id("Image", 1),
        global_id("Query", 1),
        global_id("product", 1),
        global_id("", 1),
        global_id("Product", -1),
        global_id("Product", 2**63),
        "UHJvZHVjdDo=",  # Product:
        "UHJvZHVjdDrCsg==",  # Product:²
        "UHJvZHVjdDoxIA==",  # Product:1 and a blank
        "UHJvZHVjdDowMQ==",  # Product:01
        "A" * 90_000,
    ],
)
def test_what_is_no_id_of_ours_is_refused(id):
    assert codes("query ($id: ID!) { node(id: $id) { id } }", {"id": id}) == ["BAD_ID"]


@pytest.mark.parametrize("id", [None, 1.5, True, [], {}])
def test_what_graphql_takes_for_no_id_is_refused(id):
    assert codes("query ($id: ID!) { node(id: $id) { id } }", {"id": id}) == ["BAD_USER_INPUT"]


def test_a_number_is_an_id_to_graphql_but_none_of_ours():
    assert codes("query ($id: ID!) { node(id: $id) { id } }", {"id": 7}) == ["BAD_ID"]
    assert codes("{ node(id: 7) { id } }") == ["BAD_ID"]
