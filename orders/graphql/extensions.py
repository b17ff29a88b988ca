"""What orders add to types that know none: a buyer's orders, and a shop's."""

from typing import Any

import graphene

from marketplace.graphql.connections import Asked, connection_of, paging_arguments
from marketplace.graphql.extensions import extend
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected
from marketplace.graphql.types.users import UserType, own
from marketplace.keysets import page_of
from marketplace.models import User
from orders.graphql.loaders import OrdersOfSellers
from orders.graphql.rows import LATEST_ORDERS, LATEST_PARTS, ORDERS, SHOP_ORDERS
from orders.graphql.types import OrderConnection, SellerOrderConnection, SellerOrderStatus
from sellers.graphql.accounts.types import SellerAccountType
from sellers.graphql.accounts.viewing import with_right
from sellers.rights import Right


def _orders(viewer: User, info: Info, *, first: int | None = None, after: str | None = None) -> Row:
    page = page_of(first=first, after=after)
    asked = Asked(ORDERS, LATEST_ORDERS, page, frozenset({"user"}), {"user": viewer.pk})
    return connection_of(asked, selected(info))


def _orders_of_shop(
    row: Row, info: Info, *, first: int | None = None, after: str | None = None, status: Any = None
) -> Later:
    values = {} if status is None else {"status": str(getattr(status, "value", status))}
    asked = Asked(SHOP_ORDERS, LATEST_PARTS, page_of(first=first, after=after), frozenset(values), values)
    selection = selected(info)
    key = (asked.page, repr(values), selection.key)

    def page() -> Later:
        return info.context.loader(OrdersOfSellers).load_page(row["pk"], key, asked, selection)

    return with_right(info.context, row["pk"], Right.ORDERS, page, is_for_officers=False)


extend(
    UserType,
    orders=graphene.Field(
        OrderConnection,
        **paging_arguments(),
        description="What they bought, the latest first; empty for others",
        resolver=own(_orders),
    ),
)
extend(
    SellerAccountType,
    orders=graphene.Field(
        SellerOrderConnection,
        **paging_arguments(),
        status=SellerOrderStatus(description="Those that stand there alone"),
        description="The latest first; for the right to orders",
        resolver=_orders_of_shop,
    ),
)
