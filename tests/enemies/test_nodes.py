"""Every node of the schema, fetched by everybody: what is private is null for those whose it is not."""

import pytest
from django.utils import timezone
from graphene_django.settings import graphene_settings

from marketplace.graphql.context import Context
from marketplace.graphql.execution import execute
from sellers.models import Application
from tests.enemies.test_mutations import WHO, world
from tests.enemies.world import enemies

__all__ = ["world"]

pytestmark = pytest.mark.django_db
PUBLIC = {"Place", "Product", "ProductGroup", "Certificate", "Variant", "Seller", "Review", "Livestream"}
# What the shop's own staff do see of it.
OF_STAFF = {"SellerAccount", "Member", "ManagedProduct", "SellerOrder", "Return"}


def rows(world):
    """A private row of each type, of the shop's owner."""
    return {
        "User": world.owner,
        "Session": world.owner_session,
        "Notification": world.notification,
        "SellerAccount": world.seller,
        "SellerApplication": Application.objects.get(seller=world.applying),
        "Paper": world.paper,
        "Member": world.seller.members.get(user=world.owner),
        "Invitation": world.invitation,
        "ImportJob": world.job,
        "ManagedProduct": world.review,
        "Order": world.part.order,
        "SellerOrder": world.part,
        "Return": world.given_back,
    }


def node_types():
    schema = graphene_settings.SCHEMA.graphql_schema
    return {type.name for type in schema.get_implementations(schema.type_map["Node"]).objects}


def fetched(viewer, id):
    context = Context(viewer=viewer, language="en", now=timezone.now())
    result = execute("query ($id: ID!) { node(id: $id) { __typename id } }", {"id": id}, context=context).result
    assert result.errors is None, result.errors
    return result.data["node"]


def test_every_node_type_is_public_or_has_its_row(world):
    assert node_types() == PUBLIC | set(rows(world))


@pytest.mark.parametrize("who", WHO)
def test_private_nodes_are_nobody_elses(world, who):
    actor = enemies(world)[who]
    seen = {type for type, row in rows(world).items() if fetched(actor, world.id(type, row)) is not None}
    assert seen == (OF_STAFF if who == "staff without the right" else set())


def test_the_owner_sees_what_is_theirs(world):
    for type in (
        "User",
        "Notification",
        "SellerAccount",
        "Member",
        "Invitation",
        "ImportJob",
        "ManagedProduct",
        "SellerOrder",
        "Return",
    ):
        assert fetched(world.owner, world.id(type, rows(world)[type])) is not None, type
