import pytest
from django.test import Client
from django.utils import timezone

from tests.shop import loaded_demo
from tests.storefront.reading import Page


@pytest.fixture(scope="module")
def shop(django_db_setup, django_db_blocker):
    """The demo catalogue of today, loaded once a module: pages always show today. Combine with `django_db`."""
    with django_db_blocker.unblock(), loaded_demo(timezone.now()):
        yield


@pytest.fixture
def visit(client: Client):
    """Opens a page like a browser: `visit("/san-pham/", {"sao": "4"}, language="en")`."""

    def opened(address, query=None, *, language="vi", status=200):
        response = client.get(address, query or {}, headers={"Accept-Language": language})
        assert response.status_code == status, response.content.decode()[:2000]
        return Page(response)

    return opened
