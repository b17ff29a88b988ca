"""Whom notices about orders are told to, and what they say beyond the event."""

from collections.abc import Collection, Mapping
from typing import Any

from marketplace.notices.kinds import Recipients
from orders.models import ReturnStatus
from orders.states import Side
from sellers.recipients import shop


def the_buyer(event: Any) -> Collection[int]:
    """Nobody for who has no account: they look with their token."""
    return [] if event.user_id is None else [event.user_id]


def if_by(side: Side, then: Recipients) -> Recipients:
    """Those, where that side did it."""

    def recipients(event: Any) -> Collection[int]:
        return then(event) if event.by == side else []

    return recipients


def decision_label(decision: str) -> str:
    """A status that is gone by now is shown as it was stored."""
    return str(ReturnStatus(decision).label) if decision in ReturnStatus.values else decision


def parcel(event: Any) -> Mapping[str, Any]:
    return {**shop(event), "parcel": " ".join(filter(None, [event.carrier, event.tracking_number]))}


def paid(event: Any) -> Mapping[str, Any]:
    return {**shop(event), "sum": f"{event.amount:,} ₫".replace(",", ".")}
