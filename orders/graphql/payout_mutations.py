"""What officers who look after the money do with payouts and with what is taken off before."""

from datetime import date
from typing import Any

import graphene

from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from orders import models
from orders.commands import rates
from orders.commands.payouts import batches, outcomes
from orders.graphql.payloads import row_field
from orders.graphql.payouts import BATCHES, PAYOUTS, PayoutBatchType, PayoutType
from orders.graphql.rates import RATES, RULES, CommissionRuleType, TaxKind, TaxRateType
from sellers.graphql.types import LegalForm
from sellers.models import LegalForm as Form


class DrawUpPayouts(Mutation):
    """All that sellers have coming, one payout for each of them whom nothing stops."""

    is_repeatable = True

    class Input:
        pass

    payout_batch = row_field(PayoutBatchType, BATCHES, "payout_batch")

    @classmethod
    def write(cls, context: Context) -> Row:
        return {"payout_batch": batches.draw_up_payouts(actor=context.viewer, now=context.now).pk}


class RecordPayoutSent(Mutation):
    """The bank has carried it out. A transfer by Stripe goes, and is recorded, by itself."""

    is_repeatable = True

    class Input:
        payout = graphene.ID(required=True)
        reference = graphene.String(required=True, description="The bank's")

    payout = row_field(PayoutType, PAYOUTS, "payout")

    @classmethod
    def write(cls, context: Context, *, payout: str, reference: str) -> Row:
        pk = pk_of(payout, "Payout", field="payout")
        done = outcomes.record_payout_sent(actor=context.viewer, payout_id=pk, reference=reference, now=context.now)
        return {"payout": done.pk}


class RecordPayoutFailed(Mutation):
    """It was not carried out, or came back: the money is the seller's again."""

    is_repeatable = True

    class Input:
        payout = graphene.ID(required=True)
        reason = graphene.String(required=True)

    payout = row_field(PayoutType, PAYOUTS, "payout")

    @classmethod
    def write(cls, context: Context, *, payout: str, reason: str) -> Row:
        pk = pk_of(payout, "Payout", field="payout")
        done = outcomes.record_payout_failed(actor=context.viewer, payout_id=pk, reason=reason, now=context.now)
        return {"payout": done.pk}


class SetCommissionRule(Mutation):
    """What holds from a day on. Orders that were placed keep their commission."""

    is_repeatable = True

    class Input:
        seller = graphene.ID(description="Without one: of all")
        group = graphene.ID(description="A product group, and what lies below it; without one: of all")
        basis_points = graphene.Int(required=True, description="0 to 5,000")
        valid_from = graphene.Date(required=True, description="Today or later")

    commission_rule = row_field(CommissionRuleType, RULES, "commission_rule")

    @classmethod
    def write(
        cls,
        context: Context,
        *,
        basis_points: int,
        valid_from: date,
        seller: str | None = None,
        group: str | None = None,
    ) -> Row:
        rule = rates.set_commission_rule(
            actor=context.viewer,
            basis_points=basis_points,
            valid_from=valid_from,
            seller_id=None if seller is None else pk_of(seller, "Seller", field="seller"),
            group_id=None if group is None else pk_of(group, "ProductGroup", field="group"),
            now=context.now,
        )
        return {"commission_rule": rule.pk}


class EndCommissionRule(Mutation):
    """What is less specific, or began earlier, holds again."""

    is_repeatable = True

    class Input:
        rule = graphene.ID(required=True)
        valid_to = graphene.Date(required=True, description="The first day without it; today or later")

    commission_rule = row_field(CommissionRuleType, RULES, "commission_rule")

    @classmethod
    def write(cls, context: Context, *, rule: str, valid_to: date) -> Row:
        pk = pk_of(rule, "CommissionRule", field="rule")
        ended = rates.end_commission_rule(actor=context.viewer, rule_id=pk, valid_to=valid_to, now=context.now)
        return {"commission_rule": ended.pk}


class SetTaxRate(Mutation):
    """What is withheld from a day on. Orders that were placed keep their tax."""

    is_repeatable = True

    class Input:
        legal_form = LegalForm(required=True)
        kind = TaxKind(required=True)
        vat_basis_points = graphene.Int(required=True)
        pit_basis_points = graphene.Int(required=True, description="Both together 5,000 at most")
        valid_from = graphene.Date(required=True, description="Today or later")
        source = graphene.String(required=True, description="The law that says so")

    tax_rate = row_field(TaxRateType, RATES, "tax_rate")

    @classmethod
    def write(cls, context: Context, *, legal_form: Any, kind: Any, **given: Any) -> Row:
        form, taxed = Form(getattr(legal_form, "value", legal_form)), models.TaxKind(getattr(kind, "value", kind))
        tax = rates.Tax(legal_form=form, kind=taxed, **given)
        return {"tax_rate": rates.set_tax_rate(actor=context.viewer, tax=tax, now=context.now).pk}


class PayoutMutations(graphene.ObjectType):
    draw_up_payouts = DrawUpPayouts.Field()
    record_payout_sent = RecordPayoutSent.Field()
    record_payout_failed = RecordPayoutFailed.Field()
    set_commission_rule = SetCommissionRule.Field()
    end_commission_rule = EndCommissionRule.Field()
    set_tax_rate = SetTaxRate.Field()
