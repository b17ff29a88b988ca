"""What a livestream may become, and who says so: the one table of it (docs/livestreams.md draws it)."""

from collections.abc import Mapping
from enum import StrEnum

from livestreams.errors import WrongState
from livestreams.models import LivestreamStatus as Status


class Side(StrEnum):
    SELLER = "SELLER"
    OFFICER = "OFFICER"
    CLOCK = "CLOCK"


_SELLER, _OFFICER = frozenset({Side.SELLER}), frozenset({Side.OFFICER})
MOVES: Mapping[str, Mapping[str, frozenset[Side]]] = {
    Status.PLANNED: {
        Status.REHEARSING: _SELLER,
        Status.LIVE: _SELLER,
        Status.CANCELLED: _SELLER,
        Status.TAKEN_DOWN: _OFFICER,
    },
    Status.REHEARSING: {
        Status.PLANNED: _SELLER,
        Status.LIVE: _SELLER,
        Status.CANCELLED: _SELLER,
        Status.TAKEN_DOWN: _OFFICER,
    },
    # One that nobody ends is ended by the clock: its deals and its gate must not stay open for ever.
    Status.LIVE: {Status.ENDED: frozenset({Side.SELLER, Side.CLOCK}), Status.TAKEN_DOWN: _OFFICER},
    Status.ENDED: {Status.REPLAY: _SELLER, Status.TAKEN_DOWN: _OFFICER},
    Status.REPLAY: {Status.ENDED: _SELLER, Status.TAKEN_DOWN: _OFFICER},
    Status.CANCELLED: {},
    Status.TAKEN_DOWN: {},
}
# As long as it may be prepared; and as long as anything is shown or sold in it.
OPEN = frozenset({Status.PLANNED, Status.REHEARSING, Status.LIVE})
HIDDEN = frozenset({Status.CANCELLED, Status.TAKEN_DOWN})


def check_move(status: str, to: str, side: Side) -> None:
    """Raises WrongState."""
    if side not in MOVES[status].get(to, ()):
        raise WrongState


def check_open(status: str) -> None:
    """For what may change until the end. Raises WrongState."""
    if status not in OPEN:
        raise WrongState
