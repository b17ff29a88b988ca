import graphene

from marketplace.graphql.connections import Listed, connection_type
from marketplace.graphql.enums import enum_of
from marketplace.graphql.nodes import Node
from marketplace.graphql.rows import RowType, same
from marketplace.graphql.types.places import PLACE_JOIN, PlaceType
from sellers import models
from sellers.queries import CONDITIONS, shown_sellers

LegalForm = enum_of(models.LegalForm, "Kinds of producer that the programme knows (Decision 919/QĐ-TTg, 2022).")

SELLER = RowType(
    "Seller",
    same(
        "slug",
        "name",
        "address",
        "phone",
        "email",
        "about",
        legalName="legal_name",
        legalForm="legal_form",
        taxCode="tax_code",
        registrationNumber="registration_number",
        isIllustrative="is_illustrative",
        joinedAt="joined_at",
    ),
    {"place": PLACE_JOIN},
)
SELLERS = Listed(SELLER, shown_sellers, CONDITIONS)


class SellerType(graphene.ObjectType):
    """A producer that sells here, with the legal identity that the law wants shown (Decree 52/2013)."""

    class Meta:
        name = "Seller"
        interfaces = (Node,)

    slug = graphene.String(required=True)
    name = graphene.String(required=True)
    legal_name = graphene.String(required=True)
    legal_form = graphene.Field(LegalForm, required=True)
    tax_code = graphene.String(required=True, description='"" where none is known')
    registration_number = graphene.String(required=True)
    address = graphene.String(required=True)
    phone = graphene.String(required=True)
    email = graphene.String(required=True)
    about = graphene.String(required=True)
    place = graphene.Field(PlaceType, required=True)
    joined_at = graphene.DateTime(required=True)
    is_illustrative = graphene.Boolean(required=True, description="Made up for the demo")


SellerConnection = connection_type(SellerType)


class SellerFilter(graphene.InputObjectType):
    places = graphene.List(graphene.NonNull(graphene.ID), description="With all below them and all they succeeded")
    legal_forms = graphene.List(graphene.NonNull(LegalForm))
    query = graphene.String(description="A part of the name, with or without accents")
