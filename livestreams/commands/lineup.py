"""What a session shows, and which of it is pinned. Each shop brings its own goods."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.models import Listing, Product
from livestreams.commands.locks import locked_livestream, run
from livestreams.commands.telling import tell
from livestreams.errors import AlcoholNotAllowed, WrongState
from livestreams.models import EventKind, LineupItem, LiveDeal, Livestream, LivestreamStatus
from livestreams.models.lineup import LONGEST_POINTS, MOST_ITEMS
from livestreams.queries import is_run_by, sellers_of
from livestreams.states import check_open
from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import Duplicate, Invalid, NotFound
from marketplace.texts import optional_paragraphs
from sellers.queries import access_seller
from sellers.rights import Right

CODE = re.compile(r"[A-Z][A-Z0-9]{0,7}")
PINNABLE = frozenset({LivestreamStatus.REHEARSING, LivestreamStatus.LIVE})


@transaction.atomic
def add_to_lineup(
    *,
    actor: Actor,
    livestream_id: int,
    product_id: int,
    code: str = "",
    talking_points: str = "",
    now: datetime | None = None,
) -> LineupItem:
    """By the product's own shop, which is part of the session. Without a `code` the next free one is taken.

    Raises Unauthenticated, NotFound, PermissionDenied, WrongState, AlcoholNotAllowed, Duplicate, Invalid.
    """
    product = Product.objects.select_related("group").filter(pk=product_id).first()
    if product is None:
        raise NotFound(field=["product"])
    access_seller(actor=actor, seller_id=product.seller_id, right=Right.LIVESTREAMS, field="product")
    livestream = locked_livestream(livestream_id)
    if product.seller_id not in sellers_of(livestream) or not Listing.objects.filter(pk=product_id).exists():
        raise NotFound(field=["livestream" if product.seller_id not in sellers_of(livestream) else "product"])
    check_open(livestream.status)
    if product.group.is_alcohol and not livestream.is_for_adults:
        raise AlcoholNotAllowed(field=["product"])
    points = optional_paragraphs(talking_points, field="talkingPoints", longest=LONGEST_POINTS)
    item = LineupItem(livestream=livestream, product=product, talking_points=points, added_at=now or timezone.now())
    _place(item, code)
    after = {"item": item.pk, "product": product.pk, "code": item.code}
    record(actor=signed_in(actor), action="add_to_lineup", subject=livestream, after=after)
    return item


@transaction.atomic
def edit_lineup_item(
    *, actor: Actor, item_id: int, code: str | None = None, talking_points: str | None = None
) -> LineupItem:
    """By the product's shop, or the organiser's. Raises as `add_to_lineup`."""
    item = managed_item(actor, item_id)
    before = {"code": item.code, "talking_points": item.talking_points}
    if talking_points is not None:
        item.talking_points = optional_paragraphs(talking_points, field="talkingPoints", longest=LONGEST_POINTS)
    if code is not None:
        item.code = _read(code)
    _save(item)
    after = {"code": item.code, "talking_points": item.talking_points}
    record(actor=signed_in(actor), action="edit_lineup_item", subject=item.livestream, before=before, after=after)
    return item


@transaction.atomic
def remove_from_lineup(*, actor: Actor, item_id: int) -> Livestream:
    """Not once a deal of it has run: the record stays. Raises Unauthenticated, NotFound, PermissionDenied,
    WrongState, Invalid."""
    item = managed_item(actor, item_id)
    if item.is_pinned or LiveDeal.objects.filter(item=item, started_at__isnull=False).exists():
        raise Invalid(_("It is pinned, or a deal of it has run: it stays in the record."), field=["item"])
    item.delete()
    before = {"product": item.product_id, "code": item.code}
    record(actor=signed_in(actor), action="remove_from_lineup", subject=item.livestream, before=before)
    return item.livestream


@transaction.atomic
def order_lineup(*, actor: Actor, livestream_id: int, item_ids: Sequence[int]) -> Livestream:
    """All of it, in the new order. Raises Unauthenticated, NotFound, WrongState; Invalid where some are missing."""
    user, livestream = run(actor, livestream_id)
    check_open(livestream.status)
    items = {item.pk: item for item in livestream.lineup.all()}
    if sorted(items) != sorted(item_ids):
        raise Invalid(_("Name each product of the line-up once."), field=["items"])
    for position, pk in enumerate(item_ids):
        items[pk].position = position
    LineupItem.objects.bulk_update(items.values(), ["position"])
    record(actor=user, action="order_lineup", subject=livestream, after={"items": list(item_ids)})
    return livestream


@transaction.atomic
def pin_lineup_item(*, actor: Actor, item_id: int, now: datetime | None = None) -> LineupItem:
    """In the place of what was pinned. Two who pin at once come one after the other: the later one stands.

    Raises Unauthenticated, NotFound; WrongState before the rehearsal and after the end.
    """
    now = now or timezone.now()
    livestream_id = _livestream_of(item_id)
    user, livestream = run(actor, livestream_id, field="item")
    item = livestream.lineup.select_related("product").filter(pk=item_id).first()
    if item is None:
        raise NotFound(field=["item"])
    if livestream.status not in PINNABLE:
        raise WrongState(field=["item"])
    if item.is_pinned:
        return item
    livestream.lineup.filter(is_pinned=True).update(is_pinned=False)
    item.is_pinned = True
    if livestream.is_live and item.first_pinned_at is None:
        item.first_pinned_at = now
    item.save(update_fields=["is_pinned", "first_pinned_at"])
    tell(livestream, EventKind.PINNED, now, item_id=item.pk)
    record(actor=user, action="pin_lineup_item", subject=livestream, after={"item": item.pk, "code": item.code})
    return item


@transaction.atomic
def unpin_lineup_item(*, actor: Actor, livestream_id: int, now: datetime | None = None) -> Livestream:
    """Nothing happens where nothing is pinned. Raises Unauthenticated, NotFound, WrongState."""
    user, livestream = run(actor, livestream_id)
    if livestream.status not in PINNABLE:
        raise WrongState(field=["livestream"])
    item = livestream.lineup.filter(is_pinned=True).first()
    if item is not None:
        item.is_pinned = False
        item.save(update_fields=["is_pinned"])
        tell(livestream, EventKind.UNPINNED, now or timezone.now(), item_id=item.pk)
        record(actor=user, action="unpin_lineup_item", subject=livestream, before={"item": item.pk})
    return livestream


def managed_item(actor: Actor, item_id: int, *, right: Right = Right.LIVESTREAMS) -> LineupItem:
    """With its session locked and open, for its own shop. Raises Unauthenticated, NotFound, PermissionDenied,
    WrongState."""
    signed_in(actor)
    livestream_id = _livestream_of(item_id)
    shop = LineupItem.objects.values_list("product__seller", flat=True).get(pk=item_id)
    access_seller(actor=actor, seller_id=shop, right=right, field="item")
    livestream = locked_livestream(livestream_id, field="item")
    item = livestream.lineup.select_related("product__group").filter(pk=item_id).first()
    if item is None or not is_run_by(actor, livestream_id):
        raise NotFound(field=["item"])
    check_open(livestream.status)
    item.livestream = livestream
    return item


def _livestream_of(item_id: int) -> int:
    found = LineupItem.objects.filter(pk=item_id).values_list("livestream", flat=True).first()
    if found is None:
        raise NotFound(field=["item"])
    return found


def _place(item: LineupItem, code: str) -> None:
    """Behind what is there."""
    lineup = item.livestream.lineup
    if lineup.filter(product=item.product).exists():
        raise Duplicate(_("The line-up has this product already."), field=["product"])
    taken = set(lineup.values_list("code", flat=True))
    if len(taken) >= MOST_ITEMS:
        raise Invalid(_("A line-up has at most %(most)d products.") % {"most": MOST_ITEMS}, field=["livestream"])
    free = (f"A{number}" for number in range(1, MOST_ITEMS + 2))
    item.code = _read(code) if code.strip() else next(one for one in free if one not in taken)
    last = lineup.aggregate(last=Max("position"))["last"]
    item.position = 0 if last is None else last + 1
    _save(item)


def _read(code: str) -> str:
    plain = "".join(code.split()).upper()
    if not CODE.fullmatch(plain):
        raise Invalid(_("A code has 1 to 8 letters without marks, or digits; a letter first."), field=["code"])
    return plain


def _save(item: LineupItem) -> None:
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError as error:
        if "lineup_code_once" not in str(error):
            raise
        raise Duplicate(_("Another product of the line-up has this code."), field=["code"]) from error
