import pytest

from orders.carriers import calling, ghn
from tests.orders.delivery.ghn_stub import running


@pytest.fixture
def ghn_server(settings, monkeypatch):
    """The carrier's stub, with our account at it."""
    with running() as stub:
        settings.GHN_URL, settings.GHN_TOKEN, settings.GHN_SHOP_ID = stub.url, "a-token", "885"
        settings.GHN_WEBHOOK_SECRET = "w" * 24
        monkeypatch.setattr(calling, "FIRST_WAIT", 0.001)
        monkeypatch.setattr(ghn, "TIMEOUT", 0.5)
        monkeypatch.setattr(ghn, "FEE_TIMEOUT", 0.5)
        yield stub
