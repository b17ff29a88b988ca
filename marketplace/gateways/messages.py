"""What gateways carry: short messages to one person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


class DeliveryFailed(Exception):
    """The message did not go out, and trying again now would not help; later it may."""


class DeliveryRefused(DeliveryFailed):
    """It never will: there is no such mailbox, say."""


class DeliveryUnknown(DeliveryFailed):
    """The line broke while it was handed over: it may have gone out."""


@dataclass(frozen=True, slots=True)
class Message:
    """`key` is the same for the same message sent again, so that a provider can tell. `html` and `headers` are of
    mails."""

    to: str
    subject: str
    text: str
    key: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


class Gateway(Protocol):
    def send(self, message: Message) -> None:
        """Outside of any transaction. Raises DeliveryFailed."""
