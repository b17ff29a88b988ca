"""What sellers have coming and were paid: for those with the right to money, and for officers who look after it."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any

import graphene

from marketplace.graphql.connections import Asked, Listed, connection_of, connection_type, paging_arguments
from marketplace.graphql.enums import enum_of
from marketplace.graphql.extensions import extend
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later, Loader
from marketplace.graphql.pages import PagesByOwner
from marketplace.graphql.rows import Row, RowType, same
from marketplace.graphql.selection import selected
from marketplace.graphql.types.money import Money
from marketplace.keysets import WHOLE, Sort, page_of
from orders import balances, models
from orders.graphql.ledger import PostingKind
from orders.graphql.payments import looks_after_money
from orders.graphql.types import amount as money_of
from sellers.graphql.accounts.types import Bank, SellerAccountType, bank_row
from sellers.graphql.accounts.viewing import with_right
from sellers.models import masked_stripe_account
from sellers.rights import Right

PayoutStatus = enum_of(models.PayoutStatus, "Where a payout stands.")
PayoutWay = enum_of(models.PayoutWay, "How the money goes. TRANSFER: to the seller's Stripe account, by itself.")
PayoutStop = enum_of(balances.PayoutStop, "Why a seller is not paid at present.")

PAYOUTS = Listed(
    RowType(
        "Payout",
        same(
            *("amount", "status", "way", "holder", "purpose", "reference", "failure"),
            settledAt="settled_at",
            drawnUpAt="batch__drawn_up_at",
            sellerName="seller__name",
        )
        | {
            "bank": {"bank_bin": "bank_bin"},
            "accountNumber": {"account_number": "account_number", "stripe_account": "stripe_account"},
        },
    ),
    models.Payout.objects.all,
    {
        "id": lambda payouts, slots: payouts.filter(pk=slots.whole("id")),
        "status": lambda payouts, slots: payouts.filter(status=slots.text("status")),
    },
)
BATCHES = Listed(
    RowType("PayoutBatch", same(drawnUpAt="drawn_up_at")),
    models.PayoutBatch.objects.all,
    {"id": lambda batches, slots: batches.filter(pk=slots.whole("id"))},
)
LINES = Listed(
    RowType(
        "PayoutLine",
        same(
            kind="entry__transaction__kind",
            happenedAt="entry__transaction__happened_at",
            orderNumber="entry__transaction__seller_order__number",
            amount="entry__amount",
        ),
    ),
    models.PayoutEntry.objects.all,
    {},
)
LATEST_PAYOUTS: Sort[models.Payout] = Sort("PAYOUTS", {"pk": WHOLE}, is_descending=True)
LATEST_BATCHES: Sort[models.PayoutBatch] = Sort("PAYOUT_BATCHES", {"pk": WHOLE}, is_descending=True)
BY_POSTING: Sort[models.PayoutEntry] = Sort("PAYOUT_LINES", {"pk": WHOLE})


class PayoutsOfSellers(PagesByOwner):
    owner = "seller"


class PayoutsOfBatches(PagesByOwner):
    owner = "batch"


class LinesOfPayouts(PagesByOwner):
    owner = "payout"


class PayoutLineType(graphene.ObjectType):
    """What a payout pays."""

    class Meta:
        name = "PayoutLine"

    kind = graphene.Field(PostingKind, required=True)
    happened_at = graphene.DateTime(required=True)
    order_number = graphene.String(description="Null for a payout that came back")
    amount = graphene.Field(Money, required=True, resolver=money_of("amount"))


PayoutLineConnection = connection_type(PayoutLineType)


class PayoutType(graphene.ObjectType):
    """What one shop is paid at one time."""

    class Meta:
        name = "Payout"

    id = graphene.ID(required=True)
    seller_name = graphene.String(required=True)
    amount = graphene.Field(Money, required=True, resolver=money_of("amount"))
    status = graphene.Field(PayoutStatus, required=True)
    way = graphene.Field(PayoutWay, required=True, description="Does not change any more once it is drawn up")
    drawn_up_at = graphene.DateTime(required=True)
    settled_at = graphene.DateTime(description="When it was known what became of it")
    bank = graphene.Field(Bank, description="Null for a transfer by Stripe")
    account_number = graphene.String(required=True, description='"•••7890"; of Stripe: "acct_•••o2C7"')
    holder = graphene.String(required=True)
    purpose = graphene.String(required=True, description="What the transfer says")
    reference = graphene.String(required=True, description="The bank's, or Stripe's; \"\" until it was sent")
    failure = graphene.String(required=True, description='Why it came back; "" where it did not')
    statement_csv = graphene.String(required=True, description="Address of the statement")
    statement_pdf = graphene.String(required=True, description="Address of the statement to print")
    lines = graphene.Field(PayoutLineConnection, required=True, **paging_arguments())

    @staticmethod
    def resolve_bank(row: Row, info: Info) -> Row | None:
        return bank_row(row["bank_bin"])

    @staticmethod
    def resolve_account_number(row: Row, info: Info) -> str:
        return masked_stripe_account(row["stripe_account"]) or f"•••{row['account_number'][-4:]}"

    @staticmethod
    def resolve_statement_csv(row: Row, info: Info) -> str:
        return f"/files/payouts/{row['pk']}/statement.csv"

    @staticmethod
    def resolve_statement_pdf(row: Row, info: Info) -> str:
        return f"/files/payouts/{row['pk']}/statement.pdf"

    @staticmethod
    def resolve_lines(row: Row, info: Info, *, first: int | None = None, after: str | None = None) -> Later:
        asked = Asked(LINES, BY_POSTING, page_of(first=first, after=after))
        return _page(info, LinesOfPayouts, row["pk"], asked)


PayoutConnection = connection_type(PayoutType)


class PayoutBatchType(graphene.ObjectType):
    """What was drawn up at one time: one file for the bank."""

    class Meta:
        name = "PayoutBatch"

    id = graphene.ID(required=True)
    drawn_up_at = graphene.DateTime(required=True)
    bank_file = graphene.String(required=True, description="Address of the file: what of it is still to be sent")
    payouts = graphene.Field(PayoutConnection, required=True, **paging_arguments())

    @staticmethod
    def resolve_bank_file(row: Row, info: Info) -> str:
        return f"/files/payout-batches/{row['pk']}/bank.csv"

    @staticmethod
    def resolve_payouts(row: Row, info: Info, *, first: int | None = None, after: str | None = None) -> Later:
        asked = Asked(PAYOUTS, LATEST_PAYOUTS, page_of(first=first, after=after))
        return _page(info, PayoutsOfBatches, row["pk"], asked)


PayoutBatchConnection = connection_type(PayoutBatchType)


class SellerBalanceType(graphene.ObjectType):
    """Summed up from the ledger as it stands."""

    class Meta:
        name = "SellerBalance"

    available = graphene.Field(
        Money,
        required=True,
        resolver=money_of("available"),
        description="Comes with the next payout; below zero the shop owes it",
    )
    on_its_way = graphene.Field(Money, required=True, resolver=money_of("on_its_way"))
    paid_out = graphene.Field(Money, required=True, resolver=money_of("paid_out"))
    payout_stop = graphene.Field(PayoutStop, description="Null: it is paid with the next batch")


class BalanceOfSeller(Loader[int, Row]):
    def fetch(self, keys: Collection[int]) -> Mapping[int, Row]:
        found = balances.balances_of(keys)
        stops = balances.payout_stops({pk: one.available for pk, one in found.items()}, self.context.now)
        return {pk: {**asdict(one), "payout_stop": stops.get(pk)} for pk, one in found.items()}


class PayoutQueries(graphene.ObjectType):
    payouts = graphene.Field(
        PayoutConnection,
        first=graphene.Int(),
        after=graphene.String(),
        status=PayoutStatus(),
        description="The latest first. Null for all but those who look after the money",
    )
    payout_batches = graphene.Field(
        PayoutBatchConnection,
        first=graphene.Int(),
        after=graphene.String(),
        description="The latest first. Null for all but those who look after the money",
    )

    @staticmethod
    def resolve_payouts(
        root: None, info: Info, *, first: int | None = None, after: str | None = None, status: Any = None
    ) -> Row | None:
        if not looks_after_money(info):
            return None
        return connection_of(_payouts(first, after, status), selected(info))

    @staticmethod
    def resolve_payout_batches(
        root: None, info: Info, *, first: int | None = None, after: str | None = None
    ) -> Row | None:
        if not looks_after_money(info):
            return None
        return connection_of(Asked(BATCHES, LATEST_BATCHES, page_of(first=first, after=after)), selected(info))


def _payouts(first: int | None, after: str | None, status: Any) -> Asked[models.Payout]:
    values = {} if status is None else {"status": str(getattr(status, "value", status))}
    return Asked(PAYOUTS, LATEST_PAYOUTS, page_of(first=first, after=after), frozenset(values), values)


def _page(info: Info, loader: type[PagesByOwner], owner: int, asked: Asked[Any]) -> Later:
    selection = selected(info)
    key = (asked.page, repr(asked.values), selection.key)
    return info.context.loader(loader).load_page(owner, key, asked, selection)


def _balance(row: Row, info: Info) -> Later:
    def balance() -> Later:
        return info.context.loader(BalanceOfSeller).load(row["pk"])

    return with_right(info.context, row["pk"], Right.PAYOUTS, balance, is_for_officers=False)


def _payouts_of_shop(
    row: Row, info: Info, *, first: int | None = None, after: str | None = None, status: Any = None
) -> Later:
    asked = _payouts(first, after, status)

    def page() -> Later:
        return _page(info, PayoutsOfSellers, row["pk"], asked)

    return with_right(info.context, row["pk"], Right.PAYOUTS, page, is_for_officers=False)


extend(
    SellerAccountType,
    balance=graphene.Field(SellerBalanceType, description="For the right to money", resolver=_balance),
    payouts=graphene.Field(
        PayoutConnection,
        **paging_arguments(),
        status=PayoutStatus(description="Those that stand there alone"),
        description="The latest first; for the right to money",
        resolver=_payouts_of_shop,
    ),
)
