"""The one lock of everything that hangs on a livestream: its row. Deals are locked after it, in the order of keys.

Who orders locks products, their stock and then deals, and never a livestream: so nobody waits in a circle.
"""

from livestreams.models import Livestream
from livestreams.queries import access_livestream, run_livestream
from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import NotFound
from marketplace.models import User
from sellers.rights import Right


def locked_livestream(livestream_id: int, *, field: str = "livestream") -> Livestream:
    """Held until the transaction ends. Raises NotFound."""
    rows = Livestream.objects.select_for_update(of=["self"], no_key=True).select_related("seller")
    livestream = rows.filter(pk=livestream_id).first()
    if livestream is None:
        raise NotFound(field=[field])
    return livestream


def organised(actor: Actor, livestream_id: int, right: Right = Right.LIVESTREAMS) -> tuple[User, Livestream]:
    """Locked, for the organising shop. Raises Unauthenticated, NotFound, PermissionDenied."""
    access_livestream(actor=actor, livestream_id=livestream_id, right=right)
    return signed_in(actor), locked_livestream(livestream_id)


def run(actor: Actor, livestream_id: int, *, field: str = "livestream") -> tuple[User, Livestream]:
    """Locked, for hosts and all shops of the session. Raises Unauthenticated, NotFound."""
    run_livestream(actor=actor, livestream_id=livestream_id, field=field)
    return signed_in(actor), locked_livestream(livestream_id, field=field)
