"""Writes drafts of one seller's products: any number of them in a constant number of statements.

The caller has authorised the actor and locked the products (`locked_products`), and read what the drafts speak of
after that. `save_product`, `set_prices` and the spreadsheet import are such callers.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction

from catalog.commands.earlier_prices import note_prices
from catalog.commands.listings import refresh_listings
from catalog.commands.saving.drafts import ProductDraft
from catalog.commands.saving.new_products import add_new_products
from catalog.commands.saving.parts import write_attributes, write_labels
from catalog.commands.saving.stock import count_stock
from catalog.commands.saving.tell import tell
from catalog.commands.saving.variants import write_variants
from catalog.commands.saving.written import applied, product_of
from catalog.commands.statuses import STEPS
from catalog.models import Certificate, Product, ProductGroup
from catalog.queries import in_force_or_to_come
from marketplace.clock import today
from marketplace.events import ProductSubmitted
from marketplace.models import User
from marketplace.vietnamese import folded
from sellers.models import Seller


@transaction.atomic
def write_products(
    *, user: User, seller: Seller, drafts: Sequence[ProductDraft], now: datetime, action: str
) -> list[Product]:
    """The products, in the order of their drafts. A draft that changes nothing writes nothing.

    Raises Duplicate (an SKU), Invalid (an earlier price that never was, an attribute of another group, stock below
    what orders were promised); Several of them together.
    """
    existing = [draft for draft in drafts if draft.product is not None]
    add_new_products(seller, [draft for draft in drafts if draft.product is None])
    for draft in existing:
        applied(draft, product_of(draft), draft.fields)
    _review_again(seller, existing, now)
    write_labels(drafts)
    write_attributes(drafts)
    write_variants(seller, drafts, now)
    count_stock(user, drafts)
    changed = [draft for draft in drafts if draft.changes]
    if changed:
        _store([draft for draft in existing if draft.changes], now)
        ids = [product_of(draft).pk for draft in changed]
        note_prices(product_ids=ids, actor_id=user.pk, now=now)
        refresh_listings(product_ids=ids, day=today(now))
        tell(user, action, changed)
    return [product_of(draft) for draft in drafts]


def _review_again(seller: Seller, drafts: Sequence[ProductDraft], now: datetime) -> None:
    """What an officer approved as tea is not thereby approved as wine, nor are another product's stars this one's."""
    doubtful = [draft for draft in drafts if "group_id" in draft.before or _is_renamed(draft)]
    certified = _certified([product_of(draft).pk for draft in doubtful], today(now)) if doubtful else frozenset()
    alcohol = _alcohol({product_of(draft).group_id for draft in doubtful}) if doubtful else frozenset()
    for draft in doubtful:
        product = product_of(draft)
        is_serious = product.pk in certified or (product.group_id in alcohol and "group_id" in draft.before)
        if is_serious or ("group_id" in draft.before and not seller.is_trusted):
            _submit(draft, now)


def _is_renamed(draft: ProductDraft) -> bool:
    """Accents and capitals apart: a slip of the pen is mended without an officer."""
    return "name" in draft.before and folded(draft.before["name"]) != folded(draft.after["name"])


def _alcohol(groups: Collection[int]) -> frozenset[int]:
    return frozenset(ProductGroup.objects.filter(pk__in=groups, is_alcohol=True).values_list("pk", flat=True))


def _certified(products: Collection[int], day: date) -> frozenset[int]:
    rows = Certificate.objects.filter(in_force_or_to_come(day), product__in=products)
    return frozenset(rows.values_list("product_id", flat=True))


def _submit(draft: ProductDraft, now: datetime) -> None:
    product, step = product_of(draft), STEPS["review_again"]
    if product.approved_at is not None:
        draft.note("approved_at", product.approved_at, None)
        product.approved_at = None
    if product.status in step.before:
        draft.note("status", product.status, step.after)
        product.status, product.status_reason, product.status_changed_at = step.after, "", now
        draft.events.append(ProductSubmitted(product_id=product.pk, seller_id=product.seller_id))


def _store(drafts: Sequence[ProductDraft], now: datetime) -> None:
    products = [product_of(draft) for draft in drafts]
    for product in products:
        product.version += 1
        product.updated_at = now
    names = {name for draft in drafts for name in draft.fields}
    columns = {*names, "version", "updated_at", "status", "status_reason", "status_changed_at", "approved_at"}
    if products:
        Product.objects.bulk_update(products, sorted(columns), batch_size=1_000)
