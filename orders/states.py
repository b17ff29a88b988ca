"""What an order of a shop may become, and who says so: the one table of it (docs/orders.md draws it)."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from marketplace.errors import DomainError, ErrorCode
from orders.models import PaymentStatus
from orders.models import SellerOrderStatus as Status


class Side(StrEnum):
    BUYER = "BUYER"
    SELLER = "SELLER"
    CLOCK = "CLOCK"
    PAYMENT = "PAYMENT"
    CARRIER = "CARRIER"
    OFFICER = "OFFICER"


class WrongState(DomainError):
    """The order is not there yet, or has gone on."""

    code = ErrorCode.WRONG_STATE
    default_message = _("That cannot be done with this order any more, or not yet.")


_UNPAID: Mapping[str, frozenset[Side]] = {
    Status.PLACED: frozenset({Side.PAYMENT}),
    Status.CANCELLED: frozenset({Side.BUYER, Side.CLOCK}),
}
_BOTH, _SELLER = frozenset({Side.BUYER, Side.SELLER}), frozenset({Side.SELLER})
_ON_THE_WAY = frozenset({Side.SELLER, Side.CARRIER})  # whichever knows first
MOVES: Mapping[str, Mapping[str, frozenset[Side]]] = {
    # The shop does not see it before it is paid.
    Status.UNPAID: _UNPAID,
    # Until the shop has confirmed, the buyer may think again; after that the shop alone says that it cannot.
    Status.PLACED: {Status.CONFIRMED: _SELLER, Status.CANCELLED: _BOTH},
    # Picked up at the shop: confirmed, then handed over.
    Status.CONFIRMED: {Status.SHIPPED: _ON_THE_WAY, Status.DELIVERED: _SELLER, Status.CANCELLED: _SELLER},
    # Once more: another parcel of the same order.
    Status.SHIPPED: {Status.SHIPPED: _SELLER, Status.DELIVERED: _ON_THE_WAY, Status.FAILED: _ON_THE_WAY},
    Status.DELIVERED: {Status.COMPLETED: frozenset({Side.BUYER, Side.CLOCK})},
    Status.COMPLETED: {},
    Status.FAILED: {},
    Status.CANCELLED: {},
}


# Of an order's payment: by the money that comes in, by what is cancelled, by the clock.
PAYMENT_MOVES: Mapping[str, frozenset[str]] = {
    PaymentStatus.PENDING: frozenset({PaymentStatus.PAID, PaymentStatus.CLOSED}),
    PaymentStatus.PAID: frozenset(),
    PaymentStatus.CLOSED: frozenset(),
}
# Where the shop may cancel pieces one by one.
CANCELS_PIECES = frozenset({Status.CONFIRMED, Status.SHIPPED})


def check_payment_move(status: str, to: str) -> None:
    """Raises WrongState."""
    if to not in PAYMENT_MOVES[status]:
        raise WrongState


def check_move(status: str, to: str, side: Side) -> None:
    """Raises WrongState."""
    if side not in MOVES[status].get(to, ()):
        raise WrongState
