from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from sellers.commands.shop.holidays import cancel_holiday
from sellers.graphql.accounts.ids import seller_pk
from sellers.graphql.mutations.written import seller_id, written_account


class CancelHoliday(Mutation):
    """Orders are taken again at once."""

    class Input:
        seller = seller_id()

    account = written_account()

    @classmethod
    def write(cls, context: Context, *, seller: str) -> Row:
        pk = seller_pk(seller)
        cancel_holiday(actor=context.viewer, seller_id=pk)
        return {"account": pk}
