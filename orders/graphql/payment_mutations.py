"""What officers who look after the money do."""

import graphene

from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from orders.commands.payments import refunds, statements, transfers
from orders.graphql.payloads import row_field
from orders.graphql.payments import REFUNDS, TRANSFERS, BankTransferType, RefundType
from orders.graphql.remittance_mutations import RemittanceMutations


class ImportBankStatement(Mutation):
    """Lines that were taken before are passed over."""

    is_private = True

    class Input:
        csv = graphene.String(
            required=True, description="Columns reference, booked_at, amount, and, if there, purpose and payer"
        )

    taken_count = graphene.Int()
    waiting_count = graphene.Int(description="Of these, how many wait for an officer")

    @classmethod
    def write(cls, context: Context, *, csv: str) -> Row:
        taken = statements.import_statement(actor=context.viewer, text=csv, now=context.now)
        return {"taken_count": len(taken), "waiting_count": sum(one.settled_at is None for one in taken)}


class MatchBankTransfer(Mutation):
    """An officer knows what a transfer is for."""

    is_repeatable = True

    class Input:
        transfer = graphene.ID(required=True)
        purpose = graphene.String(required=True, description="Of the payment, or the number of its order")

    bank_transfer = row_field(BankTransferType, TRANSFERS, "bank_transfer")

    @classmethod
    def write(cls, context: Context, *, transfer: str, purpose: str) -> Row:
        pk = pk_of(transfer, "BankTransfer", field="transfer")
        done = transfers.match_transfer(actor=context.viewer, transfer_id=pk, purpose=purpose, now=context.now)
        return {"bank_transfer": done.pk}


class SettleBankTransfer(Mutation):
    """It is for no order: it was sent back, or is not ours."""

    is_repeatable = True

    class Input:
        transfer = graphene.ID(required=True)
        note = graphene.String(required=True, description="What was done with it")

    bank_transfer = row_field(BankTransferType, TRANSFERS, "bank_transfer")

    @classmethod
    def write(cls, context: Context, *, transfer: str, note: str) -> Row:
        pk = pk_of(transfer, "BankTransfer", field="transfer")
        done = transfers.settle_transfer(actor=context.viewer, transfer_id=pk, note=note, now=context.now)
        return {"bank_transfer": done.pk}


class RecordRefund(Mutation):
    """The money was sent back."""

    is_repeatable = True

    class Input:
        refund = graphene.ID(required=True)
        reference = graphene.String(required=True, description="The bank's")

    refund = row_field(RefundType, REFUNDS, "refund")

    @classmethod
    def write(cls, context: Context, *, refund: str, reference: str) -> Row:
        pk = pk_of(refund, "Refund", field="refund")
        done = refunds.record_refund(actor=context.viewer, refund_id=pk, reference=reference, now=context.now)
        return {"refund": done.pk}


class PaymentMutations(RemittanceMutations):
    import_bank_statement = ImportBankStatement.Field()
    match_bank_transfer = MatchBankTransfer.Field()
    settle_bank_transfer = SettleBankTransfer.Field()
    record_refund = RecordRefund.Field()
