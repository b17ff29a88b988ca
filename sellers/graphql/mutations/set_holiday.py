from datetime import date

import graphene

from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from sellers.commands.shop.holidays import set_holiday
from sellers.graphql.accounts.ids import seller_pk
from sellers.graphql.mutations.written import seller_id, written_account


class SetHoliday(Mutation):
    """Takes no orders on these days; the page stays, with the note. In the place of what was set before."""

    class Input:
        seller = seller_id()
        starts_on = graphene.Date(required=True, name="from")
        ends_on = graphene.Date(required=True, name="until", description="The last day of it")
        note = graphene.String(description="For shoppers to read")

    account = written_account()

    @classmethod
    def write(cls, context: Context, *, seller: str, starts_on: date, ends_on: date, note: str | None = None) -> Row:
        pk = seller_pk(seller)
        set_holiday(
            actor=context.viewer,
            seller_id=pk,
            starts_on=starts_on,
            ends_on=ends_on,
            note=note or "",
            day=context.today,
        )
        return {"account": pk}
