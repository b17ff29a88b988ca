"""What tests of the API share: the real demo catalogue on a known day, and a way to ask it."""

from contextlib import contextmanager
from datetime import UTC, date, datetime
from unittest import mock

import pytest
from django.db import connection, transaction

from catalog.demo import load as load_module
from catalog.demo.load import load_demo
from marketplace.commands.places import load_places
from marketplace.graphql.context import Context
from marketplace.graphql.errors import formatted
from marketplace.graphql.execution import execute
from marketplace.models import Image
from search.commands.index import index_pending
from search.known import knowledge
from tests.tables import replace_all, rows_of_all_tables

_loaded: dict[date, dict[str, bytes]] = {}
NOW = datetime(2026, 1, 5, 3, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo_shop(django_db_setup, django_db_blocker):
    """The 146 products, loaded once a module; what a test changes is undone after it. Combine with `django_db`."""
    with django_db_blocker.unblock(), loaded_demo(NOW):
        yield


@pytest.fixture(scope="module")
def searched_shop(demo_shop, django_db_blocker):
    """The same, indexed once a module, with what queries are read with."""
    with django_db_blocker.unblock():
        read_for_searches()
        yield
    knowledge().forget()


def read_for_searches():
    """The index, and what queries are read with, which the first search alone would read."""
    index_pending()
    knowledge().forget()
    knowledge().get()


@contextmanager
def loaded_demo(now):
    """The catalogue as `load_demo` would leave it on that day, until the end of the block. Loaded once a worker."""
    with transaction.atomic():
        if rows := _loaded.get(now.date()):
            replace_all(rows)
        else:
            load_places(provinces={"36", "37"})
            with mock.patch.object(load_module, "_drawn", _one_image_for_all):
                load_demo(now=now)
            _loaded[now.date()] = rows_of_all_tables()
        yield
        transaction.set_rollback(True)


def _one_image_for_all(products):
    renditions = {"webp": [160, 320, 640], "jpeg": [320]}
    image, _ = Image.objects.get_or_create(
        digest="0" * 64, defaults={"width": 800, "height": 600, "byte_count": 1, "renditions": renditions}
    )
    return [image] * len(products)


def ask(source, variables=None, *, now=NOW, language="vi", viewer=None):
    """The answer's data; fails when there are errors."""
    result = execute(source, variables, context=Context(language=language, now=now, viewer=viewer)).result
    assert result.errors is None, [(error.message, error.original_error) for error in result.errors]
    return result.data


def codes(source, variables=None, *, now=NOW, language="vi", viewer=None):
    """The codes of the errors that the question gets, as clients see them."""
    result = execute(source, variables, context=Context(language=language, now=now, viewer=viewer)).result
    return sorted({formatted(error)["extensions"]["code"] for error in result.errors or ()})


def fields(source, variables=None):
    """What the errors of the question point at: paths in its arguments."""
    result = execute(source, variables, context=Context(language="vi", now=NOW)).result
    return [formatted(error)["extensions"].get("field") for error in result.errors or ()]


@contextmanager
def statements():
    """The SQL that runs within, as a list that fills as it runs."""
    found = []

    def noting(execute, sql, parameters, many, context):
        found.append(sql)
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(noting):
        yield found
