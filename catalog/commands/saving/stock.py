"""Pieces counted: sets what is on hand, with a movement for the difference."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from catalog.commands.saving.drafts import ProductDraft, VariantDraft
from catalog.commands.saving.written import product_of
from catalog.models import StockItem, StockMovement, StockReason, Variant
from marketplace.errors import Invalid, Refusals
from marketplace.events import StockChanged
from marketplace.models import User

Asked = tuple[ProductDraft, VariantDraft, Variant]


def count_stock(user: User, drafts: Sequence[ProductDraft], *, reason: StockReason = StockReason.COUNTED) -> None:
    """Every variant of the drafts has a row of stock after it. Rows are locked in the order of their keys.

    Raises Invalid when fewer are counted than orders were promised.
    """
    asked = [(draft, one, one.variant) for draft in drafts for one in draft.variants if one.variant is not None]
    if not asked:
        return
    keys = sorted({variant.pk for _draft, _one, variant in asked})
    StockItem.objects.bulk_create([StockItem(variant_id=pk) for pk in keys], ignore_conflicts=True)
    counted = {variant.pk: (draft, one, variant) for draft, one, variant in asked if one.on_hand is not None}
    if counted:
        _count(user, counted, reason)


def _count(user: User, counted: dict[int, Asked], reason: StockReason) -> None:
    locked = StockItem.objects.select_for_update(no_key=True).filter(pk__in=counted).order_by("pk")
    changed = [item for item in locked if item.on_hand != counted[item.pk][1].on_hand]
    refusals, movements = Refusals(), []
    for item in changed:
        with refusals.of_row():
            movements.append(_moved(user, item, *counted[item.pk], reason))
    refusals.tell()
    StockItem.objects.bulk_update(changed, ["on_hand"], batch_size=1_000)
    StockMovement.objects.bulk_create(movements)


def _moved(
    user: User, item: StockItem, draft: ProductDraft, one: VariantDraft, variant: Variant, reason: StockReason
) -> StockMovement:
    pieces, was_available = one.on_hand or 0, item.available > 0
    if pieces < item.allocated:
        message = _("%(allocated)d pieces are promised to orders: the stock cannot be less.")
        raise Invalid(message % {"allocated": item.allocated}, field=[*one.path, "onHand"])
    draft.note(f"{variant.sku}.on_hand", item.on_hand, pieces)
    movement = StockMovement(stock=item, delta=pieces - item.on_hand, reason=reason, actor=user)
    item.on_hand = pieces
    if not one.is_new and (item.available > 0) != was_available:
        product_id = product_of(draft).pk
        draft.events.append(
            StockChanged(product_id=product_id, variant_id=variant.pk, is_available=item.available > 0)
        )
    return movement
