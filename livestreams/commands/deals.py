"""Live deals as those make and run them who sell. What buyers get of them: `livestreams.deals`."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.models import StockItem, Variant
from livestreams.commands.ending import end_deal
from livestreams.commands.lineup import managed_item
from livestreams.commands.locks import locked_livestream, run
from livestreams.commands.telling import tell
from livestreams.errors import AlcoholNotAllowed, DealEnded, StockTooSmall, WrongState
from livestreams.models import EventKind, LiveDeal
from livestreams.models.lineup import LONGEST_DEAL, SHORTEST_DEAL
from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import Invalid, NotFound, Refusals
from sellers.rights import Right

MOST_QUOTA = 1_000_000
MOST_COUNTDOWN = 600  # s
MOST_DEALS = 20  # of a product in one session


@dataclass(frozen=True, slots=True)
class Terms:
    """`price` in whole đồng for a piece."""

    price: int
    quota: int
    per_buyer: int
    length_seconds: int


@transaction.atomic
def add_deal(*, actor: Actor, item_id: int, variant_id: int, terms: Terms, now: datetime | None = None) -> LiveDeal:
    """By those who set the prices of the product's shop. It does not run yet.

    Raises Unauthenticated, NotFound, PermissionDenied, WrongState, AlcoholNotAllowed, Invalid, StockTooSmall.
    """
    item = managed_item(actor, item_id, right=Right.PRICES)
    variant = Variant.objects.filter(pk=variant_id, product=item.product, is_active=True).first()
    if variant is None:
        raise NotFound(field=["variant"])
    if item.product.group.is_alcohol:
        raise AlcoholNotAllowed(field=["item"])
    if item.deals.count() >= MOST_DEALS:
        raise Invalid(_("A product has at most %(most)d deals.") % {"most": MOST_DEALS}, field=["item"])
    deal = LiveDeal(item=item, variant=variant, created_at=now or timezone.now())
    _fill(deal, terms)
    deal.save(force_insert=True)
    after = {"deal": deal.pk, "variant": variant.pk, **_told(deal)}
    record(actor=signed_in(actor), action="add_deal", subject=item.livestream, after=after)
    return deal


@transaction.atomic
def edit_deal(*, actor: Actor, deal_id: int, terms: Terms, now: datetime | None = None) -> LiveDeal:
    """While it runs, the number of pieces and the cap alone: what was promised stays. Raises as `add_deal`."""
    item = managed_item(actor, _found(deal_id).item_id, right=Right.PRICES)
    deal = _locked(deal_id)
    now = now or timezone.now()
    if deal.started_at is not None and (deal.price, deal.length_seconds) != (terms.price, terms.length_seconds):
        raise Invalid(_("It runs: price and length stay as they were announced."), field=["price"])
    if deal.ends_at is not None and not is_running(deal, now):
        raise DealEnded(field=["deal"])
    before = _told(deal)
    _fill(deal, terms)
    deal.save(update_fields=["price", "quota", "per_buyer", "length_seconds"])
    record(actor=signed_in(actor), action="edit_deal", subject=item.livestream, before=before, after=_told(deal))
    return deal


@transaction.atomic
def start_deal(*, actor: Actor, deal_id: int, countdown: int = 0, now: datetime | None = None) -> LiveDeal:
    """For its whole length, from now or after a countdown (s), by the server's clock, in a session that is live.

    Raises Unauthenticated, NotFound, WrongState, DealEnded for one that has run or runs, Invalid, StockTooSmall.
    """
    now = now or timezone.now()
    user, livestream = run(actor, _found(deal_id).item.livestream_id, field="deal")
    deal = _locked(deal_id)
    if not livestream.is_live:
        raise WrongState(field=["deal"])
    if deal.started_at is not None:
        raise DealEnded(field=["deal"])
    if not 0 <= countdown <= MOST_COUNTDOWN:
        raise Invalid(field=["countdown"])
    _check(deal)
    deal.started_at = now + timedelta(seconds=countdown)
    deal.ends_at = deal.started_at + timedelta(seconds=deal.length_seconds)
    deal.save(update_fields=["started_at", "ends_at"])
    tell(livestream, EventKind.DEAL_STARTED, now, item_id=deal.item_id, deal_id=deal.pk)
    after = {"deal": deal.pk, "started_at": deal.started_at, "ends_at": deal.ends_at}
    record(actor=user, action="start_deal", subject=livestream, after=after)
    return deal


@transaction.atomic
def stop_deal(*, actor: Actor, deal_id: int, now: datetime | None = None) -> LiveDeal:
    """Before its time. Raises Unauthenticated, NotFound, WrongState where it does not run."""
    now = now or timezone.now()
    user, livestream = run(actor, _found(deal_id).item.livestream_id, field="deal")
    deal = _locked(deal_id)
    if deal.ends_at is None or deal.ends_at <= now or deal.stopped_at is not None:
        raise WrongState(field=["deal"])
    end_deal(livestream, deal, now)
    record(actor=user, action="stop_deal", subject=livestream, after={"deal": deal.pk, "stopped_at": now})
    return deal


@transaction.atomic
def remove_deal(*, actor: Actor, deal_id: int) -> int:
    """One that has not run; says of which item it was. Raises Unauthenticated, NotFound, PermissionDenied,
    WrongState, DealEnded."""
    item = managed_item(actor, _found(deal_id).item_id, right=Right.PRICES)
    deal = _locked(deal_id)
    if deal.started_at is not None:
        raise DealEnded(field=["deal"])
    deal.delete()
    record(actor=signed_in(actor), action="remove_deal", subject=item.livestream, before=_told(deal))
    return item.pk


def tell_ended_deals(*, now: datetime | None = None) -> int:
    """Of those whose time is over, viewers are told once. Prices need no such job: they go by the clock."""
    now = now or timezone.now()
    ended = LiveDeal.objects.filter(ends_at__lte=now, is_end_told=False).order_by("pk")
    return sum(_tell_ended(*known, now) for known in ended.values_list("item__livestream", "pk")[:1_000])


@transaction.atomic
def _tell_ended(livestream_id: int, deal_id: int, now: datetime) -> bool:
    livestream = locked_livestream(livestream_id)
    deal = _locked(deal_id)
    if deal.is_end_told:
        return False
    end_deal(livestream, deal, now)
    return True


def is_running(deal: LiveDeal, now: datetime) -> bool:
    """Or counted down to."""
    return deal.ends_at is not None and now < deal.ends_at and deal.stopped_at is None


def _found(deal_id: int) -> LiveDeal:
    deal = LiveDeal.objects.select_related("item").filter(pk=deal_id).first()
    if deal is None:
        raise NotFound(field=["deal"])
    return deal


def _locked(deal_id: int) -> LiveDeal:
    """Behind its session's lock. Raises NotFound where it went meanwhile."""
    rows = LiveDeal.objects.select_for_update(of=["self"], no_key=True).select_related("variant")
    deal = rows.filter(pk=deal_id).first()
    if deal is None:
        raise NotFound(field=["deal"])
    return deal


def _fill(deal: LiveDeal, terms: Terms) -> None:
    deal.price, deal.quota, deal.per_buyer = terms.price, terms.quota, terms.per_buyer
    deal.length_seconds = terms.length_seconds
    refusals = Refusals()
    with refusals.of_row():
        if not max(deal.taken, 1) <= deal.quota <= MOST_QUOTA:
            raise Invalid(field=["quota"])
    with refusals.of_row():
        if not 1 <= deal.per_buyer <= max(deal.quota, 1):
            raise Invalid(field=["perBuyer"])
    with refusals.of_row():
        if not SHORTEST_DEAL <= deal.length_seconds <= LONGEST_DEAL:
            raise Invalid(_("A deal takes 1 to 20 minutes."), field=["lengthSeconds"])
    refusals.tell()
    _check(deal)


def _check(deal: LiveDeal) -> None:
    """Against the price and the stock as they are now."""
    if not 0 < deal.price < deal.variant.price:
        raise Invalid(_("The price of a deal is below the normal one."), field=["price"])
    stock = StockItem.objects.filter(pk=deal.variant_id).first()
    left = stock.available if stock is not None else 0
    if deal.quota - deal.taken > left:
        raise StockTooSmall(_("Only %(left)d are in stock.") % {"left": left}, field=["quota"])


def _told(deal: LiveDeal) -> dict[str, Any]:
    return {name: getattr(deal, name) for name in ("price", "quota", "per_buyer", "length_seconds")}
