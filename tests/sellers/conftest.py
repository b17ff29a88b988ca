import pytest

from marketplace.commands import outbox
from tests.sellers.people import traces


class DeafBroker:
    def send_task(self, name, **options):
        pass


@pytest.fixture(autouse=True)
def no_broker(monkeypatch):
    """Events stay in the outbox, where tests look at them."""
    monkeypatch.setattr(outbox, "current_app", DeafBroker())


@pytest.fixture(autouse=True)
def private_folder(settings, tmp_path):
    """Where the papers of this test lie."""
    folder = tmp_path / "private"
    private = settings.STORAGES["private"]
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {**private, "OPTIONS": {**private["OPTIONS"], "location": folder}},
    }
    return folder


@pytest.fixture
def changes_nothing(private_folder):
    """`with changes_nothing():` around what must be refused."""

    class Unchanged:
        def __enter__(self):
            self.before = self.traces()

        def __exit__(self, *raised):
            if raised == (None, None, None):
                assert self.traces() == self.before
            return False

        def traces(self):
            return traces(), sorted(private_folder.rglob("*"))

    return Unchanged
