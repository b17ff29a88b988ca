"""What holds for all tests: their patience, what their database begins with, and what is said of those left out."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings

from tests.not_run import pytest_collection_modifyitems, pytest_sessionfinish, pytest_terminal_summary
from tests.tables import bring_back_after_each_flush, rows_of_all_tables

__all__ = ["pytest_collection_modifyitems", "pytest_sessionfinish", "pytest_terminal_summary"]
NOT_EMPTIED = ("orders_ledgertransaction", "orders_ledgerentry")  # by a shop's database; tests that commit do

# No test is about how long it takes: machines are noisy.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """A worker takes files in any order, so those that commit come before some that lean on migrations' rows."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in NOT_EMPTIED:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_is_not_emptied")
        bring_back_after_each_flush(rows_of_all_tables())
