"""Commission rules and tax rates, for officers who look after the money."""

import graphene

from marketplace.graphql.connections import Asked, Listed, connection_of, connection_type
from marketplace.graphql.enums import enum_of
from marketplace.graphql.info import Info
from marketplace.graphql.rows import Row, RowType, same
from marketplace.graphql.selection import selected
from marketplace.keysets import WHOLE, Sort, page_of
from orders import models
from orders.graphql.payments import looks_after_money
from sellers.graphql.types import LegalForm

TaxKind = enum_of(models.TaxKind, "What is taxed.")

RULES = Listed(
    RowType(
        "CommissionRule",
        same(
            basisPoints="basis_points",
            validFrom="valid_from",
            validTo="valid_to",
            sellerName="seller__name",
            groupName="group__name_vi",
        ),
    ),
    models.CommissionRule.objects.all,
    {"id": lambda rules, slots: rules.filter(pk=slots.whole("id"))},
)
RATES = Listed(
    RowType(
        "TaxRate",
        same(
            *("kind", "source"),
            legalForm="legal_form",
            vatBasisPoints="vat_basis_points",
            pitBasisPoints="pit_basis_points",
            validFrom="valid_from",
            validTo="valid_to",
        ),
    ),
    models.TaxRate.objects.all,
    {"id": lambda rates, slots: rates.filter(pk=slots.whole("id"))},
)
LATEST_RULES: Sort[models.CommissionRule] = Sort("COMMISSION_RULES", {"pk": WHOLE}, is_descending=True)
LATEST_RATES: Sort[models.TaxRate] = Sort("TAX_RATES", {"pk": WHOLE}, is_descending=True)


class CommissionRuleType(graphene.ObjectType):
    """The marketplace's share of goods: of a seller and group, of a seller, of a group, or of all."""

    class Meta:
        name = "CommissionRule"

    id = graphene.ID(required=True)
    seller_name = graphene.String(description="Null: of all sellers")
    group_name = graphene.String(description="In Vietnamese; null: of all groups")
    basis_points = graphene.Int(required=True, description="500: five of a hundred")
    valid_from = graphene.Date(required=True)
    valid_to = graphene.Date(description="The first day without it")


class TaxRateType(graphene.ObjectType):
    """What is withheld of sellers of a legal form."""

    class Meta:
        name = "TaxRate"

    id = graphene.ID(required=True)
    legal_form = graphene.Field(LegalForm, required=True)
    kind = graphene.Field(TaxKind, required=True)
    vat_basis_points = graphene.Int(required=True)
    pit_basis_points = graphene.Int(required=True, description="Personal income tax")
    valid_from = graphene.Date(required=True)
    valid_to = graphene.Date(description="The first day without it")
    source = graphene.String(required=True, description="The law that says so")


CommissionRuleConnection = connection_type(CommissionRuleType)
TaxRateConnection = connection_type(TaxRateType)


class RateQueries(graphene.ObjectType):
    commission_rules = graphene.Field(
        CommissionRuleConnection,
        first=graphene.Int(),
        after=graphene.String(),
        description="The latest first. Null for all but those who look after the money",
    )
    tax_rates = graphene.Field(
        TaxRateConnection,
        first=graphene.Int(),
        after=graphene.String(),
        description="The latest first. Null for all but those who look after the money",
    )

    @staticmethod
    def resolve_commission_rules(
        root: None, info: Info, *, first: int | None = None, after: str | None = None
    ) -> Row | None:
        if not looks_after_money(info):
            return None
        return connection_of(Asked(RULES, LATEST_RULES, page_of(first=first, after=after)), selected(info))

    @staticmethod
    def resolve_tax_rates(
        root: None, info: Info, *, first: int | None = None, after: str | None = None
    ) -> Row | None:
        if not looks_after_money(info):
            return None
        return connection_of(Asked(RATES, LATEST_RATES, page_of(first=first, after=after)), selected(info))
