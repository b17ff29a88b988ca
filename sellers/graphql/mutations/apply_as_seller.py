from typing import Any

from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from sellers.commands.applying.apply_as_seller import apply_as_seller
from sellers.commands.applying.details import ShopDetails
from sellers.graphql.mutations.shop_inputs import (
    PayoutAccountInput,
    details_from,
    payout_from,
    shop_input,
)
from sellers.graphql.mutations.written import written_account


class ApplyAsSeller(Mutation):
    """Begins an application, with you as the owner. Hand in its papers (uploadPaper), then submitApplication."""

    Input = shop_input(
        required=True,
        payout_account=PayoutAccountInput(description="May follow by setPayoutAccount; needed before submitting"),
    )

    account = written_account()

    @classmethod
    def write(cls, context: Context, *, payout_account: Any = None, **given: Any) -> Row:
        details = ShopDetails(**details_from(given))
        payout = payout_from(payout_account)
        application = apply_as_seller(actor=context.viewer, details=details, payout=payout, now=context.now)
        return {"account": application.seller_id}
