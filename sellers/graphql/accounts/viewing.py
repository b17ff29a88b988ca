"""Which parts of an account the viewer may see. Who reads an account at all was decided before (`account_row`)."""

from collections.abc import Callable
from typing import Any

from marketplace.graphql.connections import first_row
from marketplace.graphql.context import Context
from marketplace.graphql.loaders import Later
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection
from sellers.graphql.accounts.loaders import RoleOfViewer
from sellers.graphql.accounts.rows import ACCOUNTS
from sellers.queries import may_see_account
from sellers.rights import RIGHTS, Right


def account_row(context: Context, seller_id: int, selection: Selection) -> Row | None:
    """The inside of a shop; None for all but its members and the officers who look after it."""
    context.forbid_caching()
    if not may_see_account(context.viewer, seller_id):
        return None
    return first_row(ACCOUNTS, {"id": seller_id}, selection)


def with_right(
    context: Context, seller_id: int, right: Right, then: Callable[[], Any], *, is_for_officers: bool
) -> Later:
    """What `then` answers, for a member with the right and, where they may, an officer; else null."""
    role = context.loader(RoleOfViewer).load(seller_id)
    return role.then(lambda known: then() if may(known, right, is_for_officers=is_for_officers) else None)


def may(role: str | None, right: Right, *, is_for_officers: bool) -> bool:
    return is_for_officers if role is None else right in RIGHTS[role]
