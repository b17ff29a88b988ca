"""Shops and officers make vouchers, and stop them."""

from collections.abc import Mapping
from typing import Any

import graphene
from django.utils import timezone

from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of, pks_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.graphql.scalars import BigInt
from orders import models
from orders.commands.vouchers import managing
from orders.commands.vouchers.terms import Terms
from orders.graphql.payloads import row_field
from orders.graphql.vouchers.types import (
    BUDGETS,
    VOUCHERS,
    ManagedVoucherType,
    VoucherBudgetType,
    VoucherKind,
)


class VoucherTerms:
    """What both kinds are made with. Amounts in whole đồng."""

    code = graphene.String(
        default_value="", description="4 to 24 letters without marks, or digits; without it one is made"
    )
    name = graphene.String(required=True, description="For shoppers: what it gives, and on what")
    kind = VoucherKind(required=True)
    basis_points = graphene.Int(description="Of PERCENT: 1 to 10000 hundredths of a percent")
    amount = BigInt(description="Of AMOUNT")
    cap = BigInt(description="The most that it takes off; PERCENT needs it, DELIVERY may have it")
    minimum_basket = BigInt(default_value=0, description="Of goods that it is for")
    valid_from = graphene.DateTime(description="Without it: now")
    valid_until = graphene.DateTime(required=True)
    most_uses = graphene.Int(description="Of all buyers together")
    most_uses_per_user = graphene.Int(description="By account and by phone number")
    is_first_order = graphene.Boolean(default_value=False, description="For a buyer's first order here alone")
    is_public = graphene.Boolean(default_value=False, description="Shown to everybody")
    groups = graphene.List(graphene.NonNull(graphene.ID), default_value=[], description="For these alone")
    products = graphene.List(graphene.NonNull(graphene.ID), default_value=[], description="For these alone")
    sellers = graphene.List(
        graphene.NonNull(graphene.ID), default_value=[], description="For these alone; not of a shop's own voucher"
    )


class MakeVoucher(Mutation):
    """Of a shop, which bears it."""

    is_repeatable = True

    class Input(VoucherTerms):
        seller = graphene.ID(required=True)

    voucher = row_field(ManagedVoucherType, VOUCHERS, "voucher")

    @classmethod
    def write(cls, context: Context, *, seller: str, **terms: Any) -> Row:
        pk = pk_of(seller, "Seller", field="seller")
        made = managing.make_voucher(actor=context.viewer, seller_id=pk, terms=_terms(terms), now=context.now)
        return {"voucher": made.pk}


class MakePlatformVoucher(Mutation):
    """Of a programme, from its budget; without one, of the marketplace. Shops get their price all the same."""

    is_repeatable = True

    class Input(VoucherTerms):
        budget = graphene.ID(description="A VoucherBudget")

    voucher = row_field(ManagedVoucherType, VOUCHERS, "voucher")

    @classmethod
    def write(cls, context: Context, *, budget: str | None = None, **terms: Any) -> Row:
        pk = None if budget is None else pk_of(budget, "VoucherBudget", field="budget")
        made = managing.make_platform_voucher(
            actor=context.viewer, budget_id=pk, terms=_terms(terms), now=context.now
        )
        return {"voucher": made.pk}


class StopVoucher(Mutation):
    """It counts for no order from now on."""

    is_repeatable = True

    class Input:
        voucher = graphene.ID(required=True)

    voucher = row_field(ManagedVoucherType, VOUCHERS, "voucher")

    @classmethod
    def write(cls, context: Context, *, voucher: str) -> Row:
        pk = pk_of(voucher, "Voucher", field="voucher")
        return {"voucher": managing.stop_voucher(actor=context.viewer, voucher_id=pk, now=context.now).pk}


class MakeVoucherBudget(Mutation):
    """A programme's money for vouchers."""

    is_repeatable = True

    class Input:
        name = graphene.String(required=True)
        amount = BigInt(required=True, description="Whole đồng")

    budget = row_field(VoucherBudgetType, BUDGETS, "budget")

    @classmethod
    def write(cls, context: Context, *, name: str, amount: int) -> Row:
        made = managing.make_voucher_budget(actor=context.viewer, name=name, amount=amount, now=context.now)
        return {"budget": made.pk}


class SetVoucherBudget(Mutation):
    """More money, or less: not below what is spent."""

    is_repeatable = True

    class Input:
        budget = graphene.ID(required=True)
        amount = BigInt(required=True, description="Whole đồng")

    budget = row_field(VoucherBudgetType, BUDGETS, "budget")

    @classmethod
    def write(cls, context: Context, *, budget: str, amount: int) -> Row:
        pk = pk_of(budget, "VoucherBudget", field="budget")
        return {"budget": managing.set_voucher_budget(actor=context.viewer, budget_id=pk, amount=amount).pk}


def _terms(given: Mapping[str, Any]) -> Terms:
    named = ("groups", "ProductGroup"), ("products", "Product"), ("sellers", "Seller")
    ids: dict[str, Any] = {f"{name[:-1]}_ids": pks_of(given[name] or (), kind, field=name) for name, kind in named}
    apart = {"kind", "groups", "products", "sellers"}
    plain = {name: value for name, value in given.items() if name not in apart and value is not None}
    for name in ("valid_from", "valid_until"):
        if plain.get(name) is not None and timezone.is_naive(plain[name]):
            plain[name] = timezone.make_aware(plain[name])  # a time without a zone is Vietnam's
    kind = given["kind"]
    return Terms(**plain, kind=models.VoucherKind(getattr(kind, "value", kind)), **ids)


class VoucherMutations(graphene.ObjectType):
    make_voucher = MakeVoucher.Field()
    make_platform_voucher = MakePlatformVoucher.Field()
    stop_voucher = StopVoucher.Field()
    make_voucher_budget = MakeVoucherBudget.Field()
    set_voucher_budget = SetVoucherBudget.Field()
