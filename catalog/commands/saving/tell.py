"""Audit entries and events of what was saved, in a statement each."""

from collections.abc import Mapping, Sequence
from typing import Any

from catalog.commands.saving.drafts import ProductDraft
from catalog.models import Product
from marketplace.commands.audit import record_all
from marketplace.commands.outbox import publish_all
from marketplace.events import Event, PriceChanged, ProductSaved
from marketplace.models import User

Before = Mapping[str, Any] | None


def tell(user: User, action: str, saved: Sequence[tuple[ProductDraft, Before]]) -> None:
    changes = [(_product(draft), before, _after(draft)) for draft, before in saved]
    record_all(actor=user, action=action, changes=changes)
    events: list[Event] = []
    for draft, before in saved:
        product = _product(draft)
        events.append(ProductSaved(product_id=product.pk, seller_id=product.seller_id))
        events += _price_changes(draft, product, before)
    publish_all(events)


def _after(draft: ProductDraft) -> dict[str, Any]:
    fields = {**draft.fields, **{f"label.{name}": value for name, value in draft.label.items()}}
    fields |= {f"attribute.{code}": value for code, value in (draft.attributes or {}).items()}
    for one in draft.variants:
        if one.variant is not None:
            fields |= {f"{one.variant.sku}.{name}": value for name, value in one.fields.items()}
            if one.on_hand is not None:
                fields[f"{one.variant.sku}.on_hand"] = one.on_hand
    return fields


def _price_changes(draft: ProductDraft, product: Product, before: Before) -> list[Event]:
    found: list[Event] = []
    for one in draft.variants:
        old = (before or {}).get(f"{one.variant.sku}.price") if one.variant is not None else None
        new = one.fields.get("price")
        if one.variant is not None and old is not None and new is not None and old != new:
            found.append(PriceChanged(product_id=product.pk, variant_id=one.variant.pk, old_price=old, new_price=new))
    return found


def _product(draft: ProductDraft) -> Product:
    assert draft.product is not None  # noqa: S101 - it has been written
    return draft.product
