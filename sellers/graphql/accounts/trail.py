"""A shop's audit trail: for its members with the right to figures, and the officers who look after it."""

from typing import Any

from marketplace.graphql.connections import Asked
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later
from marketplace.graphql.pages import PagesByOwner
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected
from marketplace.graphql.types.audit import AUDIT_ENTRIES, LATEST_FIRST, narrowing
from marketplace.keysets import page_of
from sellers.graphql.accounts.viewing import with_right
from sellers.models import Seller
from sellers.rights import Right


class TrailsOfSellers(PagesByOwner):
    owner = "scope_id"


def resolve_trail(
    row: Row, info: Info, *, first: int | None = None, after: str | None = None, filter: Any = None
) -> Later:
    values = {**narrowing(filter or {}), "scope_type": Seller._meta.label_lower}
    asked = Asked(AUDIT_ENTRIES, LATEST_FIRST, page_of(first=first, after=after), frozenset(values), values)
    selection = selected(info)
    key = (asked.page, repr(values), selection.key)

    def page() -> Later:
        return info.context.loader(TrailsOfSellers).load_page(row["pk"], key, asked, selection)

    return with_right(info.context, row["pk"], Right.FIGURES, page, is_for_officers=True)
