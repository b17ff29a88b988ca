"""What buyers see of their payment, and what officers see of the bank account."""

from collections.abc import Collection, Mapping
from typing import Any

import graphene
import segno
from django.conf import settings
from django.db.models import F, Q

from marketplace.graphql.connections import Asked, Listed, connection_of, connection_type
from marketplace.graphql.enums import enum_of
from marketplace.graphql.extensions import extend
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later, Loader
from marketplace.graphql.rows import Row, RowType, same
from marketplace.graphql.selection import selected
from marketplace.graphql.types.money import Money
from marketplace.keysets import WHOLE, Sort, page_of
from marketplace.models import User
from orders import models
from orders.commands.payments.refunds import PERMISSION
from orders.graphql.types import OrderType, PaymentMethod
from orders.graphql.types import amount as money_of
from orders.vietqr import payload

CardStatus = enum_of(models.CardStatus, "Where a payment by card stands.")
PaymentStatus = enum_of(models.PaymentStatus, "Where a payment stands.")
TransferOutcome = enum_of(models.TransferOutcome, "What a bank transfer came to.")
RefundStatus = enum_of(models.RefundStatus, "Where a refund stands.")
RefundReason = enum_of(models.RefundReason, "Why money goes back.")

TRANSFER = RowType(
    "BankTransfer",
    same("reference", "amount", "purpose", "payer", "outcome", "settlement")
    | {
        "bookedAt": {"booked_at": "booked_at"},
        "settledAt": {"settled_at": "settled_at"},
        "paymentPurpose": {"payment_purpose": "payment__purpose"},
        "orderNumber": {"order_number": "payment__order__number"},
    },
)
REFUND = RowType(
    "Refund",
    same("amount", "reason", "status", "reference", "failure")
    | {
        "createdAt": {"created_at": "created_at"},
        "sentAt": {"sent_at": "sent_at"},
        "sendTo": {"send_to": "send_to"},
        "orderNumber": {"order_number": "payment__order__number"},
    },
)
TRANSFERS = Listed(
    TRANSFER,
    models.BankTransfer.objects.all,
    {
        "id": lambda transfers, slots: transfers.filter(pk=slots.whole("id")),
    },
)
WAITING_TRANSFERS = Listed(TRANSFER, lambda: models.BankTransfer.objects.filter(settled_at=None), {})
REFUNDS = Listed(
    REFUND,
    models.Refund.objects.all,
    {
        "id": lambda refunds, slots: refunds.filter(pk=slots.whole("id")),
        "status": lambda refunds, slots: refunds.filter(status=slots.text("status")),
    },
)
# To cards it goes by itself, unless that failed.
REFUNDS_BY_HAND = Listed(
    REFUND,
    lambda: models.Refund.objects.filter(
        Q(status=models.RefundStatus.FAILED)
        | Q(status=models.RefundStatus.PENDING) & ~Q(payment__method=models.PaymentMethod.CARD)
    ),
    REFUNDS.conditions,
)
LATEST_TRANSFERS: Sort[models.BankTransfer] = Sort("BANK_TRANSFERS", {"pk": WHOLE}, is_descending=True)
OLDEST_REFUNDS: Sort[models.Refund] = Sort("REFUNDS", {"pk": WHOLE})


class CardPaymentType(graphene.ObjectType):
    """Where a payment by card stands. What to pay with is said by `confirmPayment` alone."""

    class Meta:
        name = "CardPayment"

    status = graphene.Field(CardStatus, required=True)
    publishable_key = graphene.String(required=True, description="For Stripe.js and Stripe's mobile libraries")

    @staticmethod
    def resolve_publishable_key(row: Row, info: Info) -> str:
        return settings.STRIPE_PUBLISHABLE_KEY


class PaymentType(graphene.ObjectType):
    """Of an order that is paid before its shops begin. By bank transfer: what to scan, or to type."""

    class Meta:
        name = "Payment"

    status = graphene.Field(PaymentStatus, required=True)
    method = graphene.Field(PaymentMethod, required=True)
    amount = graphene.Field(Money, required=True, resolver=money_of("amount"))
    received = graphene.Field(Money, required=True, resolver=money_of("received"))
    expires_at = graphene.DateTime(required=True, description="Until then the goods are kept for the buyer")
    paid_at = graphene.DateTime()
    purpose = graphene.String(required=True, description="What the transfer has to say")
    bank_bin = graphene.String(required=True, description="NAPAS number")
    bank_account = graphene.String(required=True)
    bank_account_name = graphene.String(required=True)
    qr_payload = graphene.String(description="VietQR; null once nothing is awaited")
    qr_image = graphene.String(description="The same as an image, in a data: URI")
    card = graphene.Field(CardPaymentType, description="Null for other ways to pay")

    @staticmethod
    def resolve_card(row: Row, info: Info) -> Row | None:
        if row["method"] != models.PaymentMethod.CARD:
            return None
        return {"status": row["card_status"] or models.CardStatus.NEEDS_CARD}

    @staticmethod
    def resolve_bank_bin(row: Row, info: Info) -> str:
        return settings.BANK_TRANSFER_BIN

    @staticmethod
    def resolve_bank_account(row: Row, info: Info) -> str:
        return settings.BANK_TRANSFER_ACCOUNT

    @staticmethod
    def resolve_bank_account_name(row: Row, info: Info) -> str:
        return settings.BANK_TRANSFER_NAME

    @staticmethod
    def resolve_qr_payload(row: Row, info: Info) -> str | None:
        return _payload(row)

    @staticmethod
    def resolve_qr_image(row: Row, info: Info) -> str | None:
        said = _payload(row)
        return None if said is None else segno.make(said, error="m").png_data_uri(scale=6, border=4)


def _payload(row: Row) -> str | None:
    """Of what is still due."""
    due = row["amount"] - row["received"]
    if row["method"] != models.PaymentMethod.BANK or row["status"] != models.PaymentStatus.PENDING or due <= 0:
        return None
    bank_bin, account = settings.BANK_TRANSFER_BIN, settings.BANK_TRANSFER_ACCOUNT
    return payload(bank_bin=bank_bin, account=account, amount=due, purpose=row["purpose"])


class PaymentOfOrder(Loader[int, Row | None]):
    def fetch(self, keys: Collection[int]) -> Mapping[int, Row | None]:
        found: dict[int, Row | None] = dict.fromkeys(keys)
        prepaid = models.Payment.objects.filter(order__in=keys).exclude(method=models.PaymentMethod.COD)
        for row in prepaid.annotate(card_status=F("card_intent__status")).values():
            found[row["order_id"]] = {**row}
        return found


class BankTransferType(graphene.ObjectType):
    """A line of the account's statement: for officers who look after the money."""

    class Meta:
        name = "BankTransfer"

    id = graphene.ID(required=True)
    reference = graphene.String(required=True, description="The bank's")
    amount = graphene.Field(Money, required=True, resolver=money_of("amount"))
    purpose = graphene.String(required=True)
    payer = graphene.String(required=True)
    booked_at = graphene.DateTime(required=True)
    outcome = graphene.Field(TransferOutcome, required=True)
    settled_at = graphene.DateTime(description="Null while it waits for an officer")
    settlement = graphene.String(required=True, description="What an officer did with it")
    payment_purpose = graphene.String()
    order_number = graphene.String()


class RefundType(graphene.ObjectType):
    """Money that goes back to a buyer: for officers who look after the money."""

    class Meta:
        name = "Refund"

    id = graphene.ID(required=True)
    amount = graphene.Field(Money, required=True, resolver=money_of("amount"))
    reason = graphene.Field(RefundReason, required=True)
    status = graphene.Field(RefundStatus, required=True)
    send_to = graphene.String(required=True, description="The buyer's bank account, where cash was paid; else empty")
    reference = graphene.String(required=True)
    created_at = graphene.DateTime(required=True)
    sent_at = graphene.DateTime()
    failure = graphene.String(required=True, description="Why a card could not be paid back; an officer sends it")
    order_number = graphene.String(required=True)


BankTransferConnection = connection_type(BankTransferType)
RefundConnection = connection_type(RefundType)


class PaymentQueries(graphene.ObjectType):
    bank_transfers = graphene.Field(
        BankTransferConnection,
        first=graphene.Int(),
        after=graphene.String(),
        is_waiting=graphene.Boolean(default_value=False, description="Those alone that wait for an officer"),
        description="The latest first. Null for all but those who look after the money",
    )
    refunds = graphene.Field(
        RefundConnection,
        first=graphene.Int(),
        after=graphene.String(),
        status=RefundStatus(),
        is_waiting=graphene.Boolean(default_value=False, description="Those alone that wait for an officer"),
        description="The oldest first. Null for all but those who look after the money",
    )

    @staticmethod
    def resolve_bank_transfers(
        root: None, info: Info, *, is_waiting: bool, first: int | None = None, after: str | None = None
    ) -> Row | None:
        if not looks_after_money(info):
            return None
        listed = WAITING_TRANSFERS if is_waiting else TRANSFERS
        return connection_of(Asked(listed, LATEST_TRANSFERS, page_of(first=first, after=after)), selected(info))

    @staticmethod
    def resolve_refunds(
        root: None,
        info: Info,
        *,
        is_waiting: bool,
        first: int | None = None,
        after: str | None = None,
        status: Any = None,
    ) -> Row | None:
        if not looks_after_money(info):
            return None
        values = {} if status is None else {"status": str(getattr(status, "value", status))}
        page = page_of(first=first, after=after)
        listed = REFUNDS_BY_HAND if is_waiting else REFUNDS
        return connection_of(Asked(listed, OLDEST_REFUNDS, page, frozenset(values), values), selected(info))


def looks_after_money(info: Info) -> bool:
    info.context.forbid_caching()
    viewer = info.context.viewer
    return isinstance(viewer, User) and viewer.is_active and viewer.is_staff and viewer.has_perm(PERMISSION)


def _payment(row: Row, info: Info) -> Later:
    return info.context.loader(PaymentOfOrder).load(row["pk"])


extend(
    OrderType,
    payment=graphene.Field(PaymentType, description="Null for cash on delivery", resolver=_payment),
)
