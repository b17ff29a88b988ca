"""Whose part of an order it is: it is handed out locked, to its shop's people or to its buyer."""

from marketplace.commands.authority import Actor
from marketplace.errors import NotFound
from marketplace.models import User
from orders.commands.moves import locked
from orders.models import SellerOrder
from orders.queries import parts_for_shops
from orders.tokens import opens
from sellers.queries import access_seller
from sellers.rights import Right


def sellers_part(actor: Actor, seller_order_id: int, *, field: str = "order") -> tuple[SellerOrder, User | None]:
    """Raises Unauthenticated, NotFound, PermissionDenied."""
    seller_id = parts_for_shops().filter(pk=seller_order_id).values_list("seller_id", flat=True).first()
    access_seller(actor=actor, seller_id=seller_id or 0, right=Right.ORDERS, field=field)
    row = locked(seller_order_id)
    if row is None:
        raise NotFound(field=[field])
    return row, actor if isinstance(actor, User) else None


def buyers_part(
    actor: Actor, seller_order_id: int, token: str | None, *, field: str = "order"
) -> tuple[SellerOrder, User | None]:
    """By their account or by the order's token. Raises NotFound."""
    row = locked(seller_order_id)
    user = actor if isinstance(actor, User) and actor.is_active else None
    is_theirs = row is not None and user is not None and row.order.user_id == user.pk
    if row is None or not (is_theirs or (token and opens(token, row.order.number))):
        raise NotFound(field=[field])
    return row, user
