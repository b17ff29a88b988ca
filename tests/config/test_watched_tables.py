"""Kept answers are forgotten when a table behind them changes: each such table has the trigger that tells of it."""

import re

import pytest
from django.db import connection
from graphql import get_named_type

from catalog.models import Variant
from marketplace.graphql.context import Context
from marketplace.graphql.execution import execute
from marketplace.graphql.ids import global_id
from sellers.models import Seller
from tests.config.list_fields import selection
from tests.config.list_rows import ROWS
from tests.config.test_list_fields import FIELDS, SCHEMA
from tests.shop import NOW, demo_shop, statements

__all__ = ["demo_shop"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_shop")]

TABLE = re.compile(r'(?:FROM|JOIN)\s+"?([a-z]+_[a-z]+)"?')
# Changes with each sale. What depends on it (quantityAvailable) is not kept, and "sold out" is in the listing.
UNWATCHED = {
    "catalog_stockitem",
    # Changes with each order, and no answer is wrong by it: it is kept for a minute at most.
    "search_boughttogether",
    # Weighed anew every five minutes; kept answers are older by a minute at most.
    "search_frontproduct",
    # Changes with each follower, and no answer is wrong by it: it is kept for a minute at most.
    "sellers_following",
    # Read with the words of the catalogue, once a minute.
    "search_searchedquery",
    # Change with each order that uses them: an answer says for a minute longer at most that one is open.
    *("orders_voucher", "orders_voucherbudget"),
}
TIMELY = "quantityAvailable"


def watched():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'catalogue_changed'")
        return {row[0] for row in cursor.fetchall()}


def tables_behind(field):
    """Those that an anonymous answer is read from, if it may be kept; all that the field offers is asked."""
    parent, name = field.split(".")
    everything = selection(get_named_type(SCHEMA.get_type(parent).fields[name].type)).replace(TIMELY, "")
    context = Context(language="vi", now=NOW)
    source = ROWS[field].source
    known = {
        "seller": global_id("Seller", Seller.objects.first().pk),
        "variant": global_id("Variant", Variant.objects.first().pk),
    }
    variables = {name: id for name, id in known.items() if f"${name}" in source}
    with statements() as ran:
        result = execute(source % everything, variables, context=context).result
    assert result.errors is None
    named = set(TABLE.findall(" ".join(ran)))
    return named & set(connection.introspection.table_names()) if context.cacheable else set()


def test_every_table_behind_a_kept_answer_is_watched():
    found = set().union(*(tables_behind(field) for field in FIELDS))
    assert {"catalog_listing", "sellers_seller", "marketplace_place", "catalog_certificate"} <= found
    assert found - watched() - UNWATCHED == set()
