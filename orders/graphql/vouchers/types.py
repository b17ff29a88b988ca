"""Vouchers, as shoppers see them, and as those do who made them."""

from datetime import datetime

import graphene
from django.db.models import F, Q, QuerySet

from marketplace.graphql.connections import Listed, connection_type
from marketplace.graphql.enums import enum_of
from marketplace.graphql.ids import global_id
from marketplace.graphql.info import Info
from marketplace.graphql.rows import Row, RowType, same
from marketplace.graphql.types.money import Money
from marketplace.keysets import WHOLE, Sort
from marketplace.statements import Slots
from orders import models
from orders.graphql.types import amount as money_of
from orders.models import Voucher, VoucherBudget

VoucherKind = enum_of(models.VoucherKind, "What a voucher lowers an order by.")

LIMITS = {"group_ids": "group_ids", "product_ids": "product_ids", "seller_ids": "seller_ids"}
VOUCHER = RowType(
    "Voucher",
    same(
        *("code", "name", "kind", "amount", "cap", "uses"),
        basisPoints="basis_points",
        minimumBasket="minimum_basket",
        validFrom="valid_from",
        validUntil="valid_until",
        isFirstOrder="is_first_order",
        isPublic="is_public",
        mostUses="most_uses",
        mostUsesPerUser="most_uses_per_user",
        createdAt="created_at",
        stoppedAt="stopped_at",
        budgetName="budget__name",
    )
    | {
        "isForSomeGoods": LIMITS,
        "groups": {"group_ids": "group_ids"},
        "products": {"product_ids": "product_ids"},
        "sellers": {"seller_ids": "seller_ids"},
    },
)
BUDGET = RowType("VoucherBudget", same("name", "amount", "spent", createdAt="created_at"))


def _public() -> QuerySet[Voucher]:
    return Voucher.objects.filter(is_public=True, stopped_at=None)


def _open(vouchers: QuerySet[Voucher], slots: Slots) -> QuerySet[Voucher]:
    """With uses, and money, left."""
    now: datetime = slots.moment("open")
    return vouchers.filter(
        Q(most_uses=None) | Q(uses__lt=F("most_uses")),
        Q(budget=None) | Q(budget__spent__lt=F("budget__amount")),
        valid_from__lte=now,
        valid_until__gt=now,
    )


PUBLIC_VOUCHERS = Listed(VOUCHER, _public, {"open": _open})
PUBLIC_PLATFORM_VOUCHERS = Listed(VOUCHER, lambda: _public().filter(seller=None), {"open": _open})
VOUCHERS = Listed(VOUCHER, Voucher.objects.all, {"id": lambda vouchers, slots: vouchers.filter(pk=slots.whole("id"))})
PLATFORM_VOUCHERS = Listed(VOUCHER, lambda: Voucher.objects.filter(seller=None), {})
BUDGETS = Listed(
    BUDGET, VoucherBudget.objects.all, {"id": lambda budgets, slots: budgets.filter(pk=slots.whole("id"))}
)
LATEST_VOUCHERS: Sort[Voucher] = Sort("VOUCHERS", {"pk": WHOLE}, is_descending=True)
LATEST_BUDGETS: Sort[VoucherBudget] = Sort("VOUCHER_BUDGETS", {"pk": WHOLE}, is_descending=True)


class VoucherType(graphene.ObjectType):
    """What lowers an order whose buyer types its code."""

    class Meta:
        name = "Voucher"

    id = graphene.ID(required=True)
    code = graphene.String(required=True, description="Typed large or small")
    name = graphene.String(required=True)
    kind = graphene.Field(VoucherKind, required=True)
    basis_points = graphene.Int(description="Of PERCENT: hundredths of a percent of the goods' price")
    amount = graphene.Field(Money, description="Of AMOUNT", resolver=money_of("amount"))
    cap = graphene.Field(Money, description="The most that it takes off", resolver=money_of("cap"))
    minimum_basket = graphene.Field(
        Money,
        required=True,
        description="Of goods that it is for, before discounts",
        resolver=money_of("minimum_basket"),
    )
    valid_from = graphene.DateTime(required=True)
    valid_until = graphene.DateTime(required=True)
    is_first_order = graphene.Boolean(required=True, description="For a buyer's first order here alone")
    is_for_some_goods = graphene.Boolean(required=True, description="Not for all goods of who gives it")

    @staticmethod
    def resolve_is_for_some_goods(row: Row, info: Info) -> bool:
        return any(row[key] for key in LIMITS)


class ManagedVoucherType(VoucherType):
    """A voucher, for those who made it."""

    class Meta:
        name = "ManagedVoucher"

    uses = graphene.Int(required=True, description="Without those given back")
    most_uses = graphene.Int()
    most_uses_per_user = graphene.Int()
    is_public = graphene.Boolean(required=True, description="Shown to everybody")
    created_at = graphene.DateTime(required=True)
    stopped_at = graphene.DateTime()
    budget_name = graphene.String(description="Of the programme that pays for it")
    groups = graphene.List(graphene.NonNull(graphene.ID), required=True, description="With all that is below them")
    products = graphene.List(graphene.NonNull(graphene.ID), required=True)
    sellers = graphene.List(graphene.NonNull(graphene.ID), required=True)

    @staticmethod
    def resolve_groups(row: Row, info: Info) -> list[str]:
        return [global_id("ProductGroup", pk) for pk in row["group_ids"]]

    @staticmethod
    def resolve_products(row: Row, info: Info) -> list[str]:
        return [global_id("Product", pk) for pk in row["product_ids"]]

    @staticmethod
    def resolve_sellers(row: Row, info: Info) -> list[str]:
        return [global_id("Seller", pk) for pk in row["seller_ids"]]


class VoucherBudgetType(graphene.ObjectType):
    """A programme's money for vouchers. It is never overspent."""

    class Meta:
        name = "VoucherBudget"

    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    amount = graphene.Field(Money, required=True, resolver=money_of("amount"))
    spent = graphene.Field(Money, required=True, description="What its vouchers took off", resolver=money_of("spent"))
    created_at = graphene.DateTime(required=True)


VoucherConnection = connection_type(VoucherType)
ManagedVoucherConnection = connection_type(ManagedVoucherType)
VoucherBudgetConnection = connection_type(VoucherBudgetType)
