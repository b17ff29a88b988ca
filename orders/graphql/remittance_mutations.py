"""What officers who look after the money do with the cash of carriers."""

import graphene

from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from orders.commands.payments import remittances
from orders.graphql.payloads import row_field
from orders.graphql.remittances import REMITTANCES, CodRemittanceType


class ImportCodRemittance(Mutation):
    """Lines that were taken before (the same reference of the same parcel) are passed over."""

    is_private = True

    class Input:
        csv = graphene.String(
            required=True,
            description="Columns reference, code (a tracking number, or the number of a shop's order), amount",
        )

    taken_count = graphene.Int()
    waiting_count = graphene.Int(description="Of these, how many wait for an officer")

    @classmethod
    def write(cls, context: Context, *, csv: str) -> Row:
        taken = remittances.import_remittances(actor=context.viewer, text=csv, now=context.now)
        return {"taken_count": len(taken), "waiting_count": sum(one.settled_at is None for one in taken)}


class MatchCodRemittance(Mutation):
    """An officer knows which parcel is meant, or looks again after the shop has recorded the delivery."""

    is_repeatable = True

    class Input:
        remittance = graphene.ID(required=True)
        number = graphene.String(required=True, description="Of the shop's order, or its tracking number")

    cod_remittance = row_field(CodRemittanceType, REMITTANCES, "cod_remittance")

    @classmethod
    def write(cls, context: Context, *, remittance: str, number: str) -> Row:
        pk = pk_of(remittance, "CodRemittance", field="remittance")
        done = remittances.match_remittance(actor=context.viewer, remittance_id=pk, number=number, now=context.now)
        return {"cod_remittance": done.pk}


class SettleCodRemittance(Mutation):
    """It was cleared up with the carrier."""

    is_repeatable = True

    class Input:
        remittance = graphene.ID(required=True)
        note = graphene.String(required=True, description="What was done with it")

    cod_remittance = row_field(CodRemittanceType, REMITTANCES, "cod_remittance")

    @classmethod
    def write(cls, context: Context, *, remittance: str, note: str) -> Row:
        pk = pk_of(remittance, "CodRemittance", field="remittance")
        done = remittances.settle_remittance(actor=context.viewer, remittance_id=pk, note=note, now=context.now)
        return {"cod_remittance": done.pk}


class RemittanceMutations(graphene.ObjectType):
    import_cod_remittance = ImportCodRemittance.Field()
    match_cod_remittance = MatchCodRemittance.Field()
    settle_cod_remittance = SettleCodRemittance.Field()
