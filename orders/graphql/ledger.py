"""The books, as officers who look after the money see them, and what a shop sees of its charges."""

from collections.abc import Collection, Mapping
from typing import Any

import graphene

from marketplace.graphql.connections import Asked, Listed, connection_of, connection_type
from marketplace.graphql.enums import enum_of
from marketplace.graphql.extensions import extend
from marketplace.graphql.ids import pk_of
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later, Loader
from marketplace.graphql.rows import Row, RowType, same
from marketplace.graphql.selection import selected
from marketplace.graphql.types.money import Money
from marketplace.keysets import WHOLE, Sort, page_of
from orders import models
from orders.balances import ledger_balances
from orders.graphql.payments import looks_after_money
from orders.graphql.types import SellerOrderType
from orders.graphql.types import amount as money_of
from sellers.graphql.accounts.viewing import with_right
from sellers.rights import Right

Account = enum_of(models.Account, "Where money stands. docs/ledger.md says what each holds.")
PostingKind = enum_of(models.PostingKind, "Why money moved.")

POSTINGS = Listed(
    RowType(
        "LedgerTransaction",
        same(
            "key",
            "kind",
            happenedAt="happened_at",
            orderNumber="seller_order__number",
            payoutPurpose="payout__purpose",
        ),
    ),
    models.LedgerTransaction.objects.all,
    {
        "kind": lambda moves, slots: moves.filter(kind=slots.text("kind")),
        "seller": lambda moves, slots: moves.filter(
            pk__in=models.LedgerEntry.objects.filter(seller=slots.whole("seller")).values("transaction")
        ),
    },
)
LATEST: Sort[models.LedgerTransaction] = Sort("LEDGER", {"pk": WHOLE}, is_descending=True)


class LedgerEntryType(graphene.ObjectType):
    """One side of a move."""

    class Meta:
        name = "LedgerEntry"

    account = graphene.Field(Account, required=True)
    seller_name = graphene.String(description="Null for accounts that no shop has")
    amount = graphene.Field(Money, required=True, resolver=money_of("amount"))


class EntriesOfTransaction(Loader[int, list[Row]]):
    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        entries = models.LedgerEntry.objects.filter(transaction__in=keys).order_by("pk")
        for transaction, account, name, amount in entries.values_list(
            "transaction", "account", "seller__name", "amount"
        ):
            found[transaction].append({"account": account, "seller_name": name, "amount": amount})
        return found


class LedgerTransactionType(graphene.ObjectType):
    """One move of money; its entries sum to zero."""

    class Meta:
        name = "LedgerTransaction"

    id = graphene.ID(required=True)
    key = graphene.String(required=True, description="Says which move it is: none is posted twice")
    kind = graphene.Field(PostingKind, required=True)
    happened_at = graphene.DateTime(required=True)
    order_number = graphene.String(description="Of a shop's part")
    payout_purpose = graphene.String()
    entries = graphene.List(graphene.NonNull(LedgerEntryType), required=True)

    @staticmethod
    def resolve_entries(row: Row, info: Info) -> Later:
        return info.context.loader(EntriesOfTransaction).load(row["pk"])


class LedgerBalance(graphene.ObjectType):
    account = graphene.Field(Account, required=True)
    amount = graphene.Field(Money, required=True, resolver=money_of("amount"))


LedgerTransactionConnection = connection_type(LedgerTransactionType)


class LedgerQueries(graphene.ObjectType):
    ledger_transactions = graphene.Field(
        LedgerTransactionConnection,
        first=graphene.Int(),
        after=graphene.String(),
        kind=PostingKind(),
        seller=graphene.ID(description="Those that concern this seller"),
        description="The latest first. Null for all but those who look after the money",
    )
    ledger_balances = graphene.List(
        graphene.NonNull(LedgerBalance),
        description="Each account's sum, over all sellers. Null for all but those who look after the money",
    )

    @staticmethod
    def resolve_ledger_transactions(
        root: None,
        info: Info,
        *,
        first: int | None = None,
        after: str | None = None,
        kind: Any = None,
        seller: str | None = None,
    ) -> Row | None:
        if not looks_after_money(info):
            return None
        values: dict[str, Any] = {} if kind is None else {"kind": str(getattr(kind, "value", kind))}
        if seller is not None:
            values["seller"] = pk_of(seller, "Seller", field="seller")
        asked = Asked(POSTINGS, LATEST, page_of(first=first, after=after), frozenset(values), values)
        return connection_of(asked, selected(info))

    @staticmethod
    def resolve_ledger_balances(root: None, info: Info) -> list[Row] | None:
        if not looks_after_money(info):
            return None
        found = ledger_balances()
        return [{"account": account, "amount": found.get(account, 0)} for account in models.Account.values]


class ChargesType(graphene.ObjectType):
    """What was frozen when the order was placed. Taxes of households: goods and delivery together."""

    class Meta:
        name = "SellerOrderCharges"

    commission = graphene.Field(Money, required=True, resolver=money_of("commission"))
    vat = graphene.Field(Money, required=True, resolver=money_of("vat"))
    pit = graphene.Field(Money, required=True, resolver=money_of("pit"), description="Personal income tax")
    payable = graphene.Field(Money, required=True, resolver=money_of("payable"), description="What is left of it all")


def _charges(row: Row, info: Info) -> Later:
    def charges() -> Row:
        taken = {
            "commission": row["commission"],
            "vat": row["vat"] + row["delivery_vat"],
            "pit": row["pit"] + row["delivery_pit"],
        }
        return {**taken, "payable": row["total"] - sum(taken.values())}

    return with_right(info.context, row["seller_id"], Right.PAYOUTS, charges, is_for_officers=False)


extend(
    SellerOrderType,
    charges=graphene.Field(
        ChargesType, description="For the shop's right to money; null for buyers", resolver=_charges
    ),
)
