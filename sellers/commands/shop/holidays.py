"""Holidays: the shop's page stays, with a note, and new orders wait. Both ends come by themselves."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.clock import today
from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, signed_in
from marketplace.commands.outbox import publish
from marketplace.errors import Invalid
from marketplace.events import SellerHolidayCancelled, SellerHolidaySet
from marketplace.texts import optional_text
from sellers.commands.locks import check_open, own_seller
from sellers.models import Seller
from sellers.rights import Right

LONGEST = timedelta(days=366)
AUDITED = ("holiday_from", "holiday_until", "holiday_note")


@transaction.atomic
def set_holiday(
    *, actor: Actor, seller_id: int, starts_on: date, ends_on: date, note: str = "", day: date | None = None
) -> Seller:
    """In the place of the holiday that was set before; both days are part of it.

    Raises Unauthenticated, NotFound, PermissionDenied, Invalid.
    """
    _check(starts_on, ends_on, day or today())
    note = optional_text(note, field="note", longest=300)
    seller = own_seller(actor, seller_id, Right.SHOP)
    check_open(seller)
    _write(actor, seller, "set_holiday", starts_on, ends_on, note)
    publish(SellerHolidaySet(seller_id=seller.pk, starts_on=starts_on, ends_on=ends_on))
    return seller


@transaction.atomic
def cancel_holiday(*, actor: Actor, seller_id: int) -> Seller:
    """Orders are taken again at once. Nothing happens when none was set.

    Raises Unauthenticated, NotFound, PermissionDenied.
    """
    seller = own_seller(actor, seller_id, Right.SHOP)
    if seller.holiday_from is None:
        return seller
    _write(actor, seller, "cancel_holiday", None, None, "")
    publish(SellerHolidayCancelled(seller_id=seller.pk))
    return seller


def _check(starts_on: date, ends_on: date, day: date) -> None:
    if ends_on < starts_on:
        raise Invalid(_("A holiday ends after it begins."), field=["until"])
    if ends_on < day:
        raise Invalid(_("That holiday is over."), field=["until"])
    if ends_on - max(starts_on, day) > LONGEST or starts_on > day + LONGEST:
        raise Invalid(_("A holiday lasts a year at most, and begins within a year."), field=["until"])


def _write(
    actor: Actor, seller: Seller, action: str, starts_on: date | None, ends_on: date | None, note: str
) -> None:
    before = {name: getattr(seller, name) for name in AUDITED}
    seller.holiday_from, seller.holiday_until, seller.holiday_note = starts_on, ends_on, note
    seller.save(update_fields=list(AUDITED))
    after = {name: getattr(seller, name) for name in AUDITED}
    record(actor=signed_in(actor), action=action, subject=seller, before=before, after=after)
