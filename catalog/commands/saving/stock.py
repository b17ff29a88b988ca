"""Pieces counted: sets what is on hand, with a movement for the difference."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from catalog.commands.saving.drafts import VariantDraft
from catalog.models import StockItem, StockMovement, StockReason
from marketplace.errors import Invalid
from marketplace.models import User


def count_stock(
    user: User, drafts: Sequence[VariantDraft], *, reason: StockReason = StockReason.COUNTED, note: str = ""
) -> set[int]:
    """Which variants' pieces changed, by their key. Rows are locked in the order of their keys.

    Raises Invalid when fewer are counted than orders were promised.
    """
    counted = {one.variant.pk: one for one in drafts if one.on_hand is not None and one.variant is not None}
    new = [pk for one in drafts if one.variant is not None and (pk := one.variant.pk)]
    if not new:
        return set()
    StockItem.objects.bulk_create([StockItem(variant_id=pk) for pk in sorted(set(new))], ignore_conflicts=True)
    if not counted:
        return set()
    locked = StockItem.objects.select_for_update(no_key=True).filter(pk__in=counted).order_by("pk")
    items = [item for item in locked if item.on_hand != counted[item.pk].on_hand]
    movements = []
    for item in items:
        one = counted[item.pk]
        pieces = one.on_hand or 0
        if pieces < item.allocated:
            message = _("%(allocated)d pieces are promised to orders: the stock cannot be less.")
            raise Invalid(message % {"allocated": item.allocated}, field=[*one.path, "onHand"])
        movements.append(StockMovement(stock=item, delta=pieces - item.on_hand, reason=reason, note=note, actor=user))
        item.on_hand = pieces
    StockItem.objects.bulk_update(items, ["on_hand"], batch_size=1_000)
    StockMovement.objects.bulk_create(movements)
    return {item.pk for item in items}
