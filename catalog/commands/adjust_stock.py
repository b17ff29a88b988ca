"""Pieces come and go, each time with a reason: one variant, or many of a seller's at once, all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.commands.listings import refresh_listings
from catalog.commands.locks import locked_products
from catalog.commands.saving.drafts import whole, within
from catalog.models import StockItem, StockMovement, StockReason, Variant
from marketplace.clock import today
from marketplace.commands.audit import record_all
from marketplace.commands.authority import Actor, signed_in
from marketplace.commands.outbox import publish_all
from marketplace.errors import Invalid, NotFound, Refusals
from marketplace.events import StockChanged
from marketplace.models import User
from marketplace.texts import optional_text
from sellers.queries import access_seller
from sellers.rights import Right

MOST_ROWS = 1_000
# What people say; SHIPPED is what orders do.
SAID = frozenset(StockReason) - {StockReason.SHIPPED}


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Either `delta`, pieces more or less, or `counted`, the pieces there are."""

    variant_id: int
    reason: StockReason
    delta: int | None = None
    counted: int | None = None
    note: str = ""


def adjust_stock(*, actor: Actor, adjustment: Adjustment, now: datetime | None = None) -> Variant:
    """Raises Unauthenticated, NotFound, PermissionDenied; Invalid below what orders were promised."""
    user = signed_in(actor)
    seller_id = Variant.objects.filter(pk=adjustment.variant_id).values_list("seller_id", flat=True).first()
    if seller_id is None:
        raise NotFound(field=["variant"])
    access_seller(actor=user, seller_id=seller_id, right=Right.STOCK, field="variant")
    return _adjusted(user, seller_id, [adjustment], [()], now or timezone.now())[0]


def adjust_stocks(
    *, actor: Actor, seller_id: int, adjustments: Sequence[Adjustment], now: datetime | None = None
) -> list[Variant]:
    """Raises as `adjust_stock`, with the row in the field: ["rows", "3", "delta"]; what is wrong with several
    rows is told together. All are written, or none."""
    user = signed_in(actor)
    access_seller(actor=user, seller_id=seller_id, right=Right.STOCK)
    if not 1 <= len(adjustments) <= MOST_ROWS:
        raise Invalid(_("From 1 to %(most)d rows at a time.") % {"most": MOST_ROWS}, field=["rows"])
    if len({one.variant_id for one in adjustments}) < len(adjustments):
        raise Invalid(_("Each variant may stand in one row only."), field=["rows"])
    paths = [("rows", str(number)) for number in range(len(adjustments))]
    return _adjusted(user, seller_id, adjustments, paths, now or timezone.now())


@transaction.atomic
def _adjusted(
    user: User,
    seller_id: int,
    adjustments: Sequence[Adjustment],
    paths: Sequence[tuple[str, ...]],
    now: datetime,
) -> list[Variant]:
    wanted = [one.variant_id for one in adjustments]
    variants = {variant.pk: variant for variant in Variant.objects.filter(pk__in=wanted, seller=seller_id)}
    locked_products(variant.product_id for variant in variants.values())
    StockItem.objects.bulk_create([StockItem(variant_id=pk) for pk in sorted(variants)], ignore_conflicts=True)
    locked = StockItem.objects.select_for_update(no_key=True).filter(pk__in=variants).order_by("pk")
    items = {item.pk: item for item in locked}
    before = {pk: item.on_hand for pk, item in items.items()}
    was_available = {pk: item.available > 0 for pk, item in items.items()}
    movements, refusals = [], Refusals()
    for one, path in zip(adjustments, paths, strict=True):
        with refusals.of_row():
            movements.append(_moved(items.get(one.variant_id), one, path, user, now))
    refusals.tell()
    StockItem.objects.bulk_update(items.values(), ["on_hand"])
    StockMovement.objects.bulk_create(movements)
    changes = [(variants[pk], {"on_hand": before[pk]}, {"on_hand": item.on_hand}) for pk, item in items.items()]
    record_all(actor=user, action="adjust_stock", changes=changes)
    noticed = [item for pk, item in items.items() if (item.available > 0) != was_available[pk]]
    publish_all([_event(variants[item.pk], item) for item in noticed])
    refresh_listings(product_ids={variants[item.pk].product_id for item in noticed}, day=today(now))
    return [variants[pk] for pk in wanted]


def _moved(
    item: StockItem | None, one: Adjustment, path: tuple[str, ...], user: User, now: datetime
) -> StockMovement:
    if item is None:
        raise NotFound(field=[*path, "variant"])
    if (one.delta is None) == (one.counted is None):
        raise Invalid(_("Give either a difference or what was counted."), field=[*path, "delta"])
    if one.reason not in SAID:
        raise Invalid(_("That reason belongs to orders."), field=[*path, "reason"])
    field = "delta" if one.counted is None else "counted"
    pieces = item.on_hand + one.delta if one.delta is not None else one.counted or 0
    within(path, lambda: whole(pieces, field=field))
    if pieces < item.allocated:
        message = _("%(allocated)d pieces are promised to orders: the stock cannot be less.")
        raise Invalid(message % {"allocated": item.allocated}, field=[*path, field])
    if pieces == item.on_hand:
        raise Invalid(_("That changes nothing."), field=[*path, field])
    note = within(path, lambda: optional_text(one.note, field="note", longest=200))
    movement = StockMovement(
        stock=item, delta=pieces - item.on_hand, reason=one.reason, note=note, actor=user, created_at=now
    )
    item.on_hand = pieces
    return movement


def _event(variant: Variant, item: StockItem) -> StockChanged:
    return StockChanged(product_id=variant.product_id, variant_id=variant.pk, is_available=item.available > 0)
