"""Writes drafts of one seller's products: any number of them in a constant number of statements.

The caller has authorised the actor and locked the products, in the order of their keys.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from catalog.commands.earlier_prices import earlier_prices, note_prices
from catalog.commands.listings import refresh_listings
from catalog.commands.saving.drafts import ProductDraft, VariantDraft
from catalog.commands.saving.parts import write_attributes, write_labels
from catalog.commands.saving.stock import count_stock
from catalog.commands.saving.tell import tell
from catalog.models import Product, ProductStatus, Variant
from marketplace.clock import today
from marketplace.errors import Duplicate, Invalid
from marketplace.models import User
from marketplace.vietnamese import slug
from sellers.models import Seller

_SUFFIX = "abcdefghjkmnpqrstuvwxyz23456789"
_TRIES = 5


@transaction.atomic
def write_products(
    *, user: User, seller: Seller, drafts: Sequence[ProductDraft], now: datetime, action: str
) -> list[Product]:
    """The products, in the order of their drafts. A draft that changes nothing writes nothing.

    Raises Duplicate (an SKU), Invalid (an earlier price that never was, an attribute of another group, stock below
    what orders were promised).
    """
    before = {id(draft): _state(draft) for draft in drafts}
    _add_new(seller, drafts)
    changed = [draft for draft in drafts if before[id(draft)] is None or _apply(draft, seller, now)]
    labels = write_labels(drafts)
    attributes = write_attributes(drafts)
    variants = _write_variants(seller, drafts, now)
    stocks = _count(user, drafts)
    touched = {id(draft) for draft in changed} | labels | attributes | variants | stocks
    kept = [draft for draft in drafts if id(draft) in touched]
    if kept:
        _bump(kept, now)
        ids = [product_of(draft).pk for draft in kept]
        note_prices(product_ids=ids, actor_id=user.pk, now=now)
        refresh_listings(product_ids=ids, day=today(now))
        tell(user, action, [(draft, before[id(draft)]) for draft in kept])
    return [product_of(draft) for draft in drafts]


def product_of(draft: ProductDraft) -> Product:
    assert draft.product is not None  # noqa: S101 - `_add_new` has made it
    return draft.product


def _state(draft: ProductDraft) -> dict[str, Any] | None:
    """What the audit trail calls `before`; None for a new product."""
    if draft.product is None:
        return None
    fields = {name: getattr(draft.product, name) for name in draft.fields}
    for one in draft.variants:
        if one.variant is not None:
            fields |= {f"{one.variant.sku}.{name}": getattr(one.variant, name) for name in one.fields}
    return fields


def _add_new(seller: Seller, drafts: Sequence[ProductDraft]) -> None:
    new = [draft for draft in drafts if draft.product is None]
    if not new:
        return
    for tried in range(_TRIES):
        products = [_new_product(seller, draft, is_first=tried == 0) for draft in new]
        try:
            with transaction.atomic():
                _avoid_taken(products)
                Product.objects.bulk_create(products)
        except IntegrityError:  # somebody took one of the addresses in between
            if tried == _TRIES - 1:
                raise
            continue
        break
    for draft, product in zip(new, products, strict=True):
        draft.product = product


def _new_product(seller: Seller, draft: ProductDraft, *, is_first: bool) -> Product:
    address = slug(draft.fields["name"], longest=150) or "san-pham"
    address = address if is_first else _with_suffix(address)
    return Product(seller=seller, slug=address, place_id=seller.place_id, **_without_place(draft.fields))


def _without_place(fields: Mapping[str, Any]) -> dict[str, Any]:
    """A product is of its seller's place unless it says otherwise."""
    return {name: value for name, value in fields.items() if name != "place_id" or value is not None}


def _avoid_taken(products: Sequence[Product]) -> None:
    wanted = [product.slug for product in products]
    taken = set(Product.objects.filter(slug__in=wanted).values_list("slug", flat=True))
    for product in products:
        if product.slug in taken:
            product.slug = _with_suffix(product.slug)
        taken.add(product.slug)


def _with_suffix(address: str) -> str:
    return f"{address}-{get_random_string(4, _SUFFIX)}"


def _apply(draft: ProductDraft, seller: Seller, now: datetime) -> bool:
    product = product_of(draft)
    different = {name: value for name, value in draft.fields.items() if getattr(product, name) != value}
    for name, value in different.items():
        setattr(product, name, value)
    if "group_id" in different and not seller.is_trusted:
        _ask_for_review(product, now)
    return bool(different)


def _ask_for_review(product: Product, now: datetime) -> None:
    """What was approved as tea is not thereby approved as wine."""
    product.approved_at = None
    if product.status in (ProductStatus.PUBLISHED, ProductStatus.PAUSED):
        product.status = ProductStatus.IN_REVIEW
        product.status_reason = ""
        product.status_changed_at = now


def _bump(drafts: Sequence[ProductDraft], now: datetime) -> None:
    products = [product_of(draft) for draft in drafts]
    for product in products:
        product.version += 1
        product.updated_at = now
    names = {name for draft in drafts for name in draft.fields if name != "slug"}
    columns = {*names, "version", "updated_at", "status", "status_reason", "status_changed_at", "approved_at"}
    Product.objects.bulk_update(products, sorted(columns), batch_size=1_000)


def _write_variants(seller: Seller, drafts: Sequence[ProductDraft], now: datetime) -> set[int]:
    """Which drafts it changed."""
    _check_earlier_prices(drafts, now)
    new, changed, touched = [], [], set()
    for draft in drafts:
        for position, one in enumerate(draft.variants):
            if one.variant is None:
                one.variant = _new_variant(seller, product_of(draft), one, position)
                new.append(one.variant)
                touched.add(id(draft))
            elif _differs(one):
                changed.append(one.variant)
                touched.add(id(draft))
    names = sorted({name for draft in drafts for one in draft.variants for name in one.fields})
    try:
        with transaction.atomic():
            Variant.objects.bulk_create(new)
            if changed:
                Variant.objects.bulk_update(changed, names, batch_size=1_000)
    except IntegrityError as error:
        if "variant_sku_once_a_seller" not in str(error):
            raise
        raise Duplicate(_("Your shop has this SKU already."), field=["variants"]) from error
    return touched


def _count(user: User, drafts: Sequence[ProductDraft]) -> set[int]:
    counted = count_stock(user, [one for draft in drafts for one in draft.variants])
    return {id(draft) for draft in drafts for one in draft.variants if one.variant and one.variant.pk in counted}


def _new_variant(seller: Seller, product: Product, one: VariantDraft, position: int) -> Variant:
    fields = {"sku": f"P{product.pk}-{get_random_string(4, _SUFFIX).upper()}", **one.fields}
    return Variant(product=product, seller=seller, **{"position": position, **fields})


def _differs(one: VariantDraft) -> bool:
    different = {name: value for name, value in one.fields.items() if getattr(one.variant, name) != value}
    for name, value in different.items():
        setattr(one.variant, name, value)
    return bool(different)


def _check_earlier_prices(drafts: Sequence[ProductDraft], now: datetime) -> None:
    """Sets `compare_at_until` beside each earlier price. Raises Invalid for one that nobody was ever asked for."""
    asked = [one for draft in drafts for one in draft.variants if _is_about_prices(one)]
    known = [one.variant.pk for one in asked if one.variant is not None]
    allowed = earlier_prices(variant_ids=known, now=now) if known else {}
    for one in asked:
        price = one.fields.get("price", getattr(one.variant, "price", None))
        earlier = one.fields.get("compare_at_price", getattr(one.variant, "compare_at_price", None))
        if earlier is None:
            one.fields |= {"compare_at_price": None, "compare_at_until": None}
        elif "compare_at_price" in one.fields:
            one.fields["compare_at_until"] = _until(one, earlier, price, allowed)
        elif (
            price is not None and earlier <= price
        ):  # the new price has caught up: there is nothing to strike through
            one.fields |= {"compare_at_price": None, "compare_at_until": None}


def _is_about_prices(one: VariantDraft) -> bool:
    return "price" in one.fields or "compare_at_price" in one.fields


def _until(one: VariantDraft, earlier: int, price: int | None, allowed: Mapping[tuple[int, int], date]) -> date:
    path = [*one.path, "compareAtPrice"]
    if price is None or earlier <= price:
        raise Invalid(_("The earlier price must be above the price."), field=path)
    until = allowed.get((one.variant.pk, earlier)) if one.variant is not None else None
    if until is None:
        raise Invalid(
            _("Shoppers were not offered it at this price for a day or more within the last 30 days."), field=path
        )
    return until
