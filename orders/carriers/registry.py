"""Which of them can be spoken to here."""

from django.conf import settings

from orders.carriers.ghn import GhnCarrier
from orders.carriers.interface import CarrierClient
from orders.carriers.manual import ManualCarrier
from orders.models import Carrier


def client_of(carrier: str) -> CarrierClient:
    return GhnCarrier() if carrier == Carrier.GHN else ManualCarrier()


def is_connected(carrier: str) -> bool:
    """Whether there is an account with it. The shop's own carrier needs none."""
    return carrier == Carrier.MANUAL or bool(settings.GHN_TOKEN and settings.GHN_SHOP_ID)
