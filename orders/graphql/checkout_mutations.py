from collections.abc import Mapping, Sequence
from typing import Any

import graphene

from marketplace.errors import Duplicate
from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.info import Info
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.graphql.scalars import BigInt
from orders import models
from orders.commands import carts, checkout
from orders.commands.carts import MOST_LINES, Wanted
from orders.graphql.carts import CartType, Open
from orders.graphql.payloads import row_field
from orders.graphql.rows import ORDERS
from orders.graphql.types import OrderType, PaymentMethod
from orders.models import LONGEST_LINK, Cart
from orders.tokens import token_of


class CartLineInput(graphene.InputObjectType):
    variant = graphene.ID(required=True)
    quantity = graphene.Int(default_value=1, description="1 to 999")
    sales_link = graphene.String(description=f"Code of the link that led here, {LONGEST_LINK} characters at most")


class DeliveryChoice(graphene.InputObjectType):
    seller = graphene.ID(required=True)
    method = graphene.ID(required=True, description="Of the cart's `deliveries`")


def cart_field() -> graphene.Field:
    def resolve(payload: Mapping[str, Any], info: Info) -> Open | None:
        cart = Cart.objects.filter(pk=payload.get("cart") or 0).first()
        return None if cart is None else Open(cart, info.context.now)

    return graphene.Field(CartType, resolver=resolve)


class AddCartLines(Mutation):
    """Puts goods into the cart. For who has no account the first makes it: keep the `token`."""

    is_private = True

    class Input:
        token = graphene.String(description="Of an earlier addCartLines; without it, and signed in: one's own cart")
        lines = graphene.List(graphene.NonNull(CartLineInput), required=True, description=f"{MOST_LINES} at most")

    cart = cart_field()
    token = graphene.String(description="Of a cart that was made just now; said this once")

    @classmethod
    def write(cls, context: Context, *, lines: Sequence[Mapping[str, Any]], token: str | None = None) -> Row:
        wanted = [
            Wanted(
                pk_of(line["variant"], "Variant", field=["lines", str(number), "variant"]),
                line["quantity"],
                line.get("sales_link") or "",
            )
            for number, line in enumerate(lines)
        ]
        kept = carts.add_lines(actor=context.viewer, token=token, wanted=wanted, now=context.now)
        return {"cart": kept.cart.pk, "token": kept.token}


class UpdateCartLine(Mutation):
    """Another quantity; 0 takes the line out."""

    is_private = True

    class Input:
        token = graphene.String()
        line = graphene.ID(required=True)
        quantity = graphene.Int(required=True)

    cart = cart_field()

    @classmethod
    def write(cls, context: Context, *, line: str, quantity: int, token: str | None = None) -> Row:
        pk = pk_of(line, "CartLine", field="line")
        cart = carts.update_line(actor=context.viewer, token=token, line_id=pk, quantity=quantity, now=context.now)
        return {"cart": cart.pk}


class ClaimCart(Mutation):
    """After signing in: what was chosen before becomes one's own, on top of what was there."""

    is_private = True

    class Input:
        token = graphene.String(required=True)

    cart = cart_field()

    @classmethod
    def write(cls, context: Context, *, token: str) -> Row:
        return {"cart": carts.claim_cart(actor=context.viewer, token=token, now=context.now).pk}


class PlaceOrder(Mutation):
    """Orders all that is in the cart, over all of its shops, or nothing.

    `expectedTotal` is the sum that the buyer has seen: goods, deliveries and fees, less what the vouchers take off.
    When it no longer holds, nothing is ordered, and the message names the new one.
    """

    is_repeatable = True

    class Input:
        token = graphene.String(description="Of the cart; without it, and signed in: one's own")
        contact_name = graphene.String(required=True)
        phone = graphene.String(required=True)
        email = graphene.String(default_value="")
        place = graphene.ID(required=True, description="A commune, also one of before 2025-07-01")
        street = graphene.String(required=True)
        note = graphene.String(default_value="", description="For the shops")
        deliveries = graphene.List(graphene.NonNull(DeliveryChoice), required=True, description="One for each shop")
        payment_method = PaymentMethod(required=True)
        vouchers = graphene.List(
            graphene.NonNull(graphene.String), default_value=[], description="Codes; all of them count, or none"
        )
        expected_total = BigInt(required=True, description="Whole đồng, after what the vouchers take off")
        is_of_age = graphene.Boolean(default_value=False, description="18 years or more: needed for alcohol")

    order = row_field(OrderType, ORDERS, "order")
    token = graphene.String(description="With the order's id it shows the order to who has no account")

    @classmethod
    def write(cls, context: Context, *, token: str | None = None, **given: Any) -> Row:
        order = checkout.place_order(
            actor=context.viewer, token=token, checkout=_checkout(context, given), now=context.now
        )
        return {"order": order.pk, "token": token_of(order.number)}


def _checkout(context: Context, given: Mapping[str, Any]) -> checkout.Checkout:
    deliveries: dict[int, int] = {}
    for number, choice in enumerate(given["deliveries"]):
        path = ["deliveries", str(number)]
        seller = pk_of(choice["seller"], "Seller", field=[*path, "seller"])
        if seller in deliveries:
            raise Duplicate(field=[*path, "seller"])
        deliveries[seller] = pk_of(choice["method"], "DeliveryMethod", field=[*path, "method"])
    method = given["payment_method"]
    return checkout.Checkout(
        contact_name=given["contact_name"],
        phone=given["phone"],
        email=given["email"],
        place_id=pk_of(given["place"], "Place", field="place"),
        street=given["street"],
        note=given["note"],
        deliveries=deliveries,
        payment_method=models.PaymentMethod(getattr(method, "value", method)),
        expected_total=given["expected_total"],
        language=context.language,
        is_of_age=given["is_of_age"],
        vouchers=given["vouchers"] or (),
    )


class CheckoutMutations(graphene.ObjectType):
    add_cart_lines = AddCartLines.Field()
    update_cart_line = UpdateCartLine.Field()
    claim_cart = ClaimCart.Field()
    place_order = PlaceOrder.Field()
