import pytest
from django.contrib.auth.models import AnonymousUser

from marketplace.commands import outbox
from marketplace.models import User
from tests.catalog.factories import make_officer, make_product, traces


class DeafBroker:
    def send_task(self, name, **options):
        pass


@pytest.fixture(autouse=True)
def no_broker(monkeypatch):
    """Events stay in the outbox, where tests look at them."""
    monkeypatch.setattr(outbox, "current_app", DeafBroker())


@pytest.fixture
def officer(db):
    return make_officer()


@pytest.fixture
def product(db):
    return make_product()


@pytest.fixture(params=["anonymous", "shopper", "staff without the permission", "inactive officer"])
def outsider(request, db):
    """Someone who may not, with the code that tells them so."""
    match request.param:
        case "anonymous":
            return AnonymousUser(), "UNAUTHENTICATED"
        case "shopper":
            return User.objects.create_user("shopper@example.com"), "PERMISSION_DENIED"
        case "staff without the permission":
            return User.objects.create_user("clerk@example.com", is_staff=True), "PERMISSION_DENIED"
    retired = make_officer()
    retired.is_active = False
    retired.save()
    return retired, "PERMISSION_DENIED"


MANAGED = {"shopper": "NOT_FOUND", "inactive officer": "UNAUTHENTICATED"}


@pytest.fixture
def stranger(outsider, request):
    """An outsider to what members of the seller do too: shoppers are not even told that it is there."""
    actor, code = outsider
    return actor, MANAGED.get(request.node.callspec.params["outsider"], code)


@pytest.fixture
def changes_nothing():
    """`with changes_nothing():` around what must be refused."""

    class Unchanged:
        def __enter__(self):
            self.before = traces()

        def __exit__(self, *raised):
            if raised == (None, None, None):
                assert traces() == self.before
            return False

    return Unchanged
