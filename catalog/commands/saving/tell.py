"""Audit entries and events of what was saved, in a statement each."""

from collections.abc import Sequence

from catalog.commands.saving.drafts import ProductDraft
from catalog.commands.saving.written import product_of
from marketplace.commands.audit import record_all
from marketplace.commands.outbox import publish_all
from marketplace.events import Event, ProductSaved
from marketplace.models import User


def tell(user: User, action: str, saved: Sequence[ProductDraft]) -> None:
    record_all(actor=user, action=action, changes=[(product_of(draft), draft.before, draft.after) for draft in saved])
    events: list[Event] = []
    for draft in saved:
        product = product_of(draft)
        events += [ProductSaved(product_id=product.pk, seller_id=product.seller_id), *draft.events]
    publish_all(events)
