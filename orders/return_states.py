"""What a return may become, and who says so: the one table of it (docs/orders.md draws it)."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from orders.models import ReturnStatus as Status
from orders.states import Side, WrongState

_BUYER, _SELLER, _OFFICER = frozenset({Side.BUYER}), frozenset({Side.SELLER}), frozenset({Side.OFFICER})
_CLOCK = frozenset({Side.CLOCK})
RETURN_MOVES: Mapping[str, Mapping[str, frozenset[Side]]] = {
    Status.REQUESTED: {
        Status.APPROVED: _SELLER,
        Status.REFUSED: _SELLER,
        Status.DISPUTED: _CLOCK,  # a shop that says nothing
        Status.CANCELLED: _BUYER,
    },
    # The shop may pay back without wanting the goods.
    Status.APPROVED: {Status.SENT: _BUYER, Status.REFUNDED: _SELLER, Status.CANCELLED: _BUYER | _CLOCK},
    Status.SENT: {Status.RECEIVED: _SELLER, Status.DISPUTED: _SELLER | _CLOCK},
    Status.RECEIVED: {Status.REFUNDED: _SELLER, Status.DISPUTED: _SELLER | _CLOCK},
    # Until its deadline; one that the office has refused has none.
    Status.REFUSED: {Status.DISPUTED: _BUYER},
    # Paid back at once where the goods were sent already.
    Status.DISPUTED: {Status.APPROVED: _OFFICER, Status.REFUNDED: _OFFICER, Status.REFUSED: _OFFICER},
    Status.REFUNDED: {},
    Status.CANCELLED: {},
}
# How long whoever is next has in each: names of settings, in days.
DAYS: Mapping[str, str] = {
    Status.REQUESTED: "RETURN_ANSWER_DAYS",
    Status.APPROVED: "RETURN_SEND_DAYS",
    Status.REFUSED: "RETURN_DISPUTE_DAYS",
    Status.SENT: "RETURN_RECEIVE_DAYS",
    Status.RECEIVED: "RETURN_REFUND_DAYS",
}
# What the clock makes of those who let their time pass.
OVERDUE: Mapping[str, Status] = {
    Status.REQUESTED: Status.DISPUTED,
    Status.APPROVED: Status.CANCELLED,
    Status.SENT: Status.DISPUTED,
    Status.RECEIVED: Status.DISPUTED,
}


class WrongReturnState(WrongState):
    default_message = _("That cannot be done with this return any more, or not yet.")


def check_return(status: str, to: str, side: Side) -> None:
    """Raises WrongReturnState."""
    if side not in RETURN_MOVES[status].get(to, ()):
        raise WrongReturnState
