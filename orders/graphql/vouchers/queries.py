"""Which vouchers there are: for everybody, for a shop's people, and for officers."""

from typing import Any

import graphene

from marketplace.graphql.connections import Asked, connection_of, paging_arguments
from marketplace.graphql.extensions import extend
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later
from marketplace.graphql.pages import PagesByOwner
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected
from marketplace.keysets import page_of
from marketplace.models import User
from orders.commands.vouchers.managing import PERMISSION
from orders.graphql.vouchers.types import (
    BUDGETS,
    LATEST_BUDGETS,
    LATEST_VOUCHERS,
    PLATFORM_VOUCHERS,
    PUBLIC_PLATFORM_VOUCHERS,
    PUBLIC_VOUCHERS,
    VOUCHERS,
    ManagedVoucherConnection,
    VoucherBudgetConnection,
    VoucherConnection,
)
from sellers.graphql.accounts.types import SellerAccountType
from sellers.graphql.accounts.viewing import with_right
from sellers.graphql.types import SellerType
from sellers.rights import Right


class VouchersOfSellers(PagesByOwner):
    owner = "seller"


class VoucherQueries(graphene.ObjectType):
    open_vouchers = graphene.Field(
        VoucherConnection,
        **paging_arguments(),
        required=True,
        description="Of the marketplace and of programmes, that may be used now; the latest first",
    )
    platform_vouchers = graphene.Field(
        ManagedVoucherConnection,
        **paging_arguments(),
        description="The latest first. Null for all but officers who look after vouchers",
    )
    voucher_budgets = graphene.Field(
        VoucherBudgetConnection,
        **paging_arguments(),
        description="The latest first. Null for all but officers who look after vouchers",
    )

    @staticmethod
    def resolve_open_vouchers(root: None, info: Info, *, first: int | None = None, after: str | None = None) -> Row:
        return connection_of(_open_now(info, PUBLIC_PLATFORM_VOUCHERS, first, after), selected(info))

    @staticmethod
    def resolve_platform_vouchers(
        root: None, info: Info, *, first: int | None = None, after: str | None = None
    ) -> Row | None:
        if not _looks_after_vouchers(info):
            return None
        page = page_of(first=first, after=after)
        return connection_of(Asked(PLATFORM_VOUCHERS, LATEST_VOUCHERS, page), selected(info))

    @staticmethod
    def resolve_voucher_budgets(
        root: None, info: Info, *, first: int | None = None, after: str | None = None
    ) -> Row | None:
        if not _looks_after_vouchers(info):
            return None
        return connection_of(Asked(BUDGETS, LATEST_BUDGETS, page_of(first=first, after=after)), selected(info))


def _open_now(info: Info, listed: Any, first: int | None, after: str | None) -> Asked[Any]:
    page = page_of(first=first, after=after)
    return Asked(listed, LATEST_VOUCHERS, page, frozenset({"open"}), {"open": info.context.now})


def _looks_after_vouchers(info: Info) -> bool:
    info.context.forbid_caching()
    viewer = info.context.viewer
    return isinstance(viewer, User) and viewer.is_active and viewer.is_staff and viewer.has_perm(PERMISSION)


def _of_shop(row: Row, info: Info, *, first: int | None = None, after: str | None = None) -> Later:
    asked, selection = _open_now(info, PUBLIC_VOUCHERS, first, after), selected(info)
    key = (asked.page, selection.key)
    return info.context.loader(VouchersOfSellers).load_page(row["pk"], key, asked, selection)


class ManagedVouchersOfSellers(PagesByOwner):
    owner = "seller"


def _of_account(row: Row, info: Info, *, first: int | None = None, after: str | None = None) -> Later:
    asked = Asked(VOUCHERS, LATEST_VOUCHERS, page_of(first=first, after=after))
    selection = selected(info)
    key = (asked.page, selection.key)

    def page() -> Later:
        return info.context.loader(ManagedVouchersOfSellers).load_page(row["pk"], key, asked, selection)

    return with_right(info.context, row["pk"], Right.PRICES, page, is_for_officers=False)


extend(
    SellerType,
    vouchers=graphene.Field(
        VoucherConnection,
        **paging_arguments(),
        required=True,
        description="Of the shop, shown to everybody, that may be used now; the latest first",
        resolver=_of_shop,
    ),
)
extend(
    SellerAccountType,
    vouchers=graphene.Field(
        ManagedVoucherConnection,
        **paging_arguments(),
        description="All of the shop, the latest first; for the right to prices",
        resolver=_of_account,
    ),
)
