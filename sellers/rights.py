"""What a seller's members may do: one table, asked by commands and never by resolvers."""

from collections.abc import Mapping
from enum import StrEnum

from sellers.models import Role


class Right(StrEnum):
    SHOP = "SHOP"  # the shop's page, its identity and its holidays
    PAPERS = "PAPERS"  # licences and the application
    MEMBERS = "MEMBERS"
    PAYOUTS = "PAYOUTS"  # bank account and statements
    LISTINGS = "LISTINGS"  # texts, pictures, attributes and labels of products
    PRICES = "PRICES"  # prices, putting on sale and taking off, bulk edits and imports
    STOCK = "STOCK"
    ORDERS = "ORDERS"
    LIVESTREAMS = "LIVESTREAMS"
    CLOSE = "CLOSE"  # closing the shop
    FIGURES = "FIGURES"  # what was sold, and the audit trail


_STAFF = frozenset({Right.LISTINGS, Right.STOCK, Right.ORDERS, Right.LIVESTREAMS})

RIGHTS: Mapping[str, frozenset[Right]] = {
    Role.OWNER: frozenset(Right),
    # Who may let people in, or say where the money goes, could take the shop over; closing ends it: owners alone.
    Role.MANAGER: frozenset(Right) - {Right.MEMBERS, Right.PAYOUTS, Right.CLOSE},
    Role.STAFF: _STAFF,
}
