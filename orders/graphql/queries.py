import graphene

from marketplace.graphql.connections import first_row
from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.info import Info
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection, selected
from marketplace.models import User
from orders.commands.carts import find_cart
from orders.graphql.carts import CartType, Open
from orders.graphql.rows import ORDERS
from orders.graphql.types import OrderType
from orders.models import Order
from orders.tokens import opens


class OrderQueries(graphene.ObjectType):
    cart = graphene.Field(
        CartType,
        token=graphene.String(description="Of who has no account; without it one's own"),
        description="Null while nothing was put in",
    )
    order = graphene.Field(
        OrderType,
        id=graphene.ID(required=True),
        token=graphene.String(description="As placeOrder gave it, for who has no account"),
        description="For its buyer; null for all others",
    )

    @staticmethod
    def resolve_cart(root: None, info: Info, *, token: str | None = None) -> Open | None:
        info.context.forbid_caching()
        cart = find_cart(info.context.viewer, token)
        return None if cart is None else Open(cart)

    @staticmethod
    def resolve_order(root: None, info: Info, *, id: str, token: str | None = None) -> Row | None:
        info.context.forbid_caching()
        return order_row(info.context, pk_of(id, "Order"), token, selected(info))


def order_row(context: Context, pk: int, token: str | None, selection: Selection) -> Row | None:
    order = Order.objects.filter(pk=pk).first()
    viewer = context.viewer
    is_theirs = order is not None and isinstance(viewer, User) and viewer.is_active and order.user_id == viewer.pk
    if order is None or not (is_theirs or (token and opens(token, order.number))):
        return None
    return first_row(ORDERS, {"id": pk}, selection)
