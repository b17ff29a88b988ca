"""Which provider takes cards: settings name its class, so that a shop without one does not load its library."""

from django.conf import settings
from django.utils.module_loading import import_string

from orders.gateways.protocol import CardGateway, GatewayDown


def card_gateway() -> CardGateway:
    """Raises GatewayDown where there is none (any more)."""
    if not settings.CARD_GATEWAY:
        raise GatewayDown("No provider is set up that takes cards.")
    gateway: CardGateway = import_string(settings.CARD_GATEWAY)()
    return gateway


def takes_cards(amount: int) -> bool:
    """Whole đồng, within what the provider takes."""
    return bool(settings.CARD_GATEWAY) and settings.CARD_LEAST <= amount <= settings.CARD_MOST
