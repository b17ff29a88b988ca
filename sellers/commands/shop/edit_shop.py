from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, signed_in
from marketplace.commands.outbox import publish
from marketplace.errors import Conflict, Invalid
from marketplace.events import SellerEdited
from sellers.commands.applying.details import audited, checked_contact
from sellers.commands.locks import check_open, own_seller
from sellers.models import Seller, SellerStatus
from sellers.rights import Right


@transaction.atomic
def edit_shop(*, actor: Actor, seller_id: int, version: int, changes: Mapping[str, Any]) -> Seller:
    """Changes how a shop is reached and what it says of itself. Its legal identity, name, place and goods stay: those
    are what the office approved.

    Raises Unauthenticated, NotFound, PermissionDenied, Required, Invalid, AmbiguousPlace; Conflict when somebody
    edited it since `version`.
    """
    seller = own_seller(actor, seller_id, Right.SHOP)
    check_open(seller)
    if seller.status == SellerStatus.APPLYING:
        raise Invalid(_("Please edit the application."), field=["seller"])
    if seller.version != version:
        raise Conflict(field=["version"])
    fields = checked_contact(changes)
    before = audited(seller)
    for name, value in fields.items():
        setattr(seller, name, value)
    seller.version += 1
    seller.save(update_fields=[*fields, "version"])
    record(actor=signed_in(actor), action="edit_shop", subject=seller, before=before, after=audited(seller))
    publish(SellerEdited(seller_id=seller.pk))
    return seller
