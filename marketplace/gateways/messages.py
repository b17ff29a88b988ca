"""What gateways carry: short messages to one person."""

from dataclasses import dataclass
from typing import Protocol


class DeliveryFailed(Exception):
    """The message did not go out, and trying again now would not help."""


@dataclass(frozen=True, slots=True)
class Message:
    """`key` is the same for the same message sent again, so that a provider can tell."""

    to: str
    subject: str
    text: str
    key: str


class Gateway(Protocol):
    def send(self, message: Message) -> None:
        """Outside of any transaction. Raises DeliveryFailed."""
