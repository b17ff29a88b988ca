"""The one lock of everything that hangs on a seller: its row, taken after access and before anything is checked."""

from django.utils.translation import gettext as _

from marketplace.commands.authority import Actor, check_decides, signed_in
from marketplace.errors import Conflict, Invalid, NotFound, PermissionDenied
from marketplace.models import User
from sellers.models import Application, Seller
from sellers.queries import access_seller, member_of, supervised_seller
from sellers.rights import Right


def locked_seller(seller_id: int, *, field: str = "seller") -> Seller:
    """Held until the transaction ends. Raises NotFound."""
    # NO KEY: rows that point at the seller (products, order lines) may be added meanwhile.
    seller = Seller.objects.select_for_update(no_key=True).filter(pk=seller_id).first()
    if seller is None:
        raise NotFound(field=[field])
    return seller


def own_seller(actor: Actor, seller_id: int, right: Right) -> Seller:
    """Locked, for a member with the right. Raises Unauthenticated, NotFound, PermissionDenied.

    Access is asked again behind the lock: who was removed while waiting for it is nobody any more.
    """
    access_seller(actor=actor, seller_id=seller_id, right=right)
    locked_seller(seller_id)
    return access_seller(actor=actor, seller_id=seller_id, right=right)


def decided_seller(actor: Actor, seller_id: int, permission: str, *, field: str = "seller") -> Seller:
    """Locked, for an officer who decides on it (see `check_decides`), and does not work for it.

    Raises Unauthenticated, NotFound, PermissionDenied.
    """
    seller = supervised_seller(actor=actor, seller_id=seller_id, permission=permission, field=field)
    officer = signed_in(actor)
    check_decides(officer, seller.place_id, field=field)
    refuse_own(officer, seller_id, field=field)
    return locked_seller(seller_id, field=field)


def refuse_own(officer: User, seller_id: int, *, field: str = "seller") -> None:
    """Nobody decides on the shop that they work for. Raises PermissionDenied."""
    if member_of(officer, seller_id) is not None:
        raise PermissionDenied(_("You work for this shop: another officer has to decide."), field=[field])


def application_of(seller: Seller, *, version: int | None = None) -> Application:
    """Of a locked seller. Raises NotFound for shops that never applied; Conflict when it is not at `version` now."""
    application = Application.objects.filter(seller=seller).first()
    if application is None:
        raise NotFound(field=["seller"])
    application.seller = seller
    if version is not None and application.version != version:
        raise Conflict(field=["version"])
    return application


def touch(application: Application, *fields: str) -> None:
    """Saves these fields, and that there was an edit."""
    application.version += 1
    application.save(update_fields=["version", *fields])


def check_open(seller: Seller) -> None:
    """For what makes no sense in a shop that is closed or was never opened. Raises Invalid."""
    if seller.is_closed:
        raise Invalid(_("This shop is closed."), field=["seller"])
