import pytest
from django.test import Client

from marketplace.commands import outbox
from marketplace.models import User
from tests.catalog.factories import make_officer, make_place


class DeafBroker:
    def send_task(self, name, **options):
        pass


@pytest.fixture(autouse=True)
def no_broker(monkeypatch):
    """Events stay in the outbox, where tests look at them."""
    monkeypatch.setattr(outbox, "current_app", DeafBroker())


@pytest.fixture
def place(db):
    return make_place()


@pytest.fixture
def enter(monkeypatch):
    """A browser of somebody who is signed in to the office."""

    def entered(user):
        monkeypatch.setattr("marketplace.access.middleware._user_of", lambda request: user)
        return Client(headers={"Accept-Language": "en"})

    return entered


@pytest.fixture
def office(enter, place):
    return enter(make_officer(place))


@pytest.fixture
def administrator(db):
    return User.objects.create_superuser("admin@ocop.example", "secret-0")
