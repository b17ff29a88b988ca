from typing import TypedDict

import graphene
from django.conf import settings

from marketplace.commands.authority import Actor
from marketplace.commands.idempotency import answered_once
from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from orders.commands.payments.cards import confirm_order_payment, order_of_buyer
from orders.graphql.payloads import row_field
from orders.graphql.payments import CardStatus
from orders.graphql.rows import ORDERS
from orders.graphql.types import OrderType


class _Whose(TypedDict):
    actor: Actor
    order_id: int
    token: str | None


class ConfirmPayment(Mutation):
    """Where the payment stands now, asked of who takes it; what has come is booked, once.

    For paying by card, for the page that the buyer's bank leads back to, and for polling: any time, however often. By
    bank transfer it says what is known.
    """

    is_private = True

    class Input:
        order = graphene.ID(required=True)
        token = graphene.String(description="Of the order, for who has no account")
        idempotency_key = graphene.String(
            required=True, description="Yours to choose; the same key is asked about the same order alone."
        )

    order = row_field(OrderType, ORDERS, "order")
    card_status = graphene.Field(CardStatus, description="Null for other ways to pay, and where no card can pay now")
    client_secret = graphene.String(description="For Stripe.js, while the card is awaited; we keep it nowhere")
    publishable_key = graphene.String(description="Of Stripe, with the secret")

    @classmethod
    def write(cls, context: Context, *, order: str, idempotency_key: str, token: str | None = None) -> Row:
        """The provider is asked outside of the key's transaction. It is asked anew: a kept answer would be an old
        truth, and asking books nothing twice."""
        pk = pk_of(order, "Order", field="order")
        whose: _Whose = {"actor": context.viewer, "order_id": pk, "token": token}
        answered_once(
            actor=context.viewer,
            operation=cls.__name__,
            key=idempotency_key,
            request={"order": pk, "token": token},
            respond=lambda: {"order": order_of_buyer(**whose).pk},
        )
        seen = confirm_order_payment(**whose, now=context.now)
        if seen is None:
            return {"order": pk}
        is_awaited = bool(seen.secret) and not seen.status.is_final
        return {
            "order": pk,
            "card_status": seen.status,
            "client_secret": seen.secret if is_awaited else None,
            "publishable_key": settings.STRIPE_PUBLISHABLE_KEY if is_awaited else None,
        }


class CardMutations(graphene.ObjectType):
    confirm_payment = ConfirmPayment.Field()
