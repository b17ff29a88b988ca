"""What a payment provider for cards is asked, in our words. Never inside a transaction: each call goes out.

Cash and bank transfers have none: their news comes from people and from the bank (docs/payments.md).
"""

from dataclasses import dataclass
from typing import Protocol

from orders.models import CardStatus, RefundStatus


class GatewayDown(Exception):
    """No answer, or one that does not say what became of it. Asking again later, in the same words, is safe."""


class GatewayRefused(Exception):
    """It says no, and will again: its own words."""


class SignatureWrong(Exception):
    """What came in does not come from the provider."""


@dataclass(frozen=True, slots=True)
class Intent:
    """An attempt to pay, as the provider sees it. `charge` and `received` (whole đồng): once money has come.

    `secret` lets whoever has it pay; the provider wants it kept nowhere.
    """

    reference: str
    status: CardStatus
    purpose: str
    secret: str
    charge: str = ""
    received: int = 0


@dataclass(frozen=True, slots=True)
class Returned:
    """Money on its way back, or that could not go (FAILED, `reason`). `key` is ours."""

    reference: str
    key: str
    status: RefundStatus
    reason: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """That something changed, not what it is now: for that the provider is asked. `purpose` is of an intent."""

    reference: str
    kind: str
    intent: str = ""
    purpose: str = ""
    refund: str = ""


class CardGateway(Protocol):
    """All but `heard` raise GatewayDown and GatewayRefused."""

    def open(self, *, purpose: str, amount: int) -> Intent:
        """The same intent for the same purpose, however often it is asked for."""

    def look_up(self, reference: str) -> Intent: ...

    def cancel(self, reference: str) -> Intent:
        """As it is afterwards: money may have come before."""

    def refund(self, *, intent: str, key: str, amount: int, is_first: bool) -> Returned:
        """One refund for each key, however often it is asked for; `is_first` where it never was before."""

    def look_up_refund(self, reference: str) -> Returned: ...

    def transfer(self, *, destination: str, purpose: str, amount: int, is_first: bool) -> str:
        """To a seller's account at the provider: its reference. One for each purpose, however often asked for."""

    def heard(self, body: bytes, signature: str) -> News:
        """Raises SignatureWrong."""
