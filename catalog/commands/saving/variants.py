"""Variants of drafts: new ones, changed ones, their SKUs and the earlier prices that they may show."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from catalog.commands.earlier_prices import earlier_prices
from catalog.commands.saving.drafts import LAST_POSITION, ProductDraft, VariantDraft
from catalog.commands.saving.written import applied, product_of
from catalog.models import Product, Variant
from marketplace.errors import Duplicate, Invalid, Refusals
from marketplace.events import PriceChanged
from sellers.models import Seller

SUFFIX = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that are taken for one another


def write_variants(seller: Seller, drafts: Sequence[ProductDraft], now: datetime) -> None:
    """Raises Duplicate (an SKU), Invalid (an earlier price that never was): all there are of them, together."""
    refusals = Refusals()
    _check_skus(seller, drafts, refusals)
    _check_earlier_prices(drafts, now, refusals)
    refusals.tell()
    existing = [(draft, one, one.variant) for draft in drafts for one in draft.variants if one.variant is not None]
    new = _new_variants(seller, drafts)
    changed = [variant for draft, one, variant in existing if _is_changed(draft, one, variant)]
    names = sorted({name for draft in drafts for one in draft.variants for name in one.fields})
    try:
        with transaction.atomic():
            Variant.objects.bulk_create(new)
            if changed:
                Variant.objects.bulk_update(changed, names, batch_size=1_000)
    except IntegrityError as error:  # somebody gave the SKU to a product of the shop at this very moment
        if "variant_sku_once_a_seller" not in str(error):
            raise
        raise Duplicate(_("Your shop has this SKU already."), field=["variants"]) from error


def _check_skus(seller: Seller, drafts: Sequence[ProductDraft], refusals: Refusals) -> None:
    asked = [one for draft in drafts for one in draft.variants if _is_new_sku(one)]
    if not asked:
        return
    rows = Variant.objects.filter(seller=seller, sku__in=[one.fields["sku"] for one in asked])
    taken = set(rows.values_list("sku", flat=True))
    for one in asked:
        with refusals.of_row():
            if one.fields["sku"] in taken:
                raise Duplicate(_("Your shop has this SKU already."), field=[*one.path, "sku"])
        taken.add(one.fields["sku"])


def _is_new_sku(one: VariantDraft) -> bool:
    return "sku" in one.fields and (one.variant is None or one.variant.sku != one.fields["sku"])


def _new_variants(seller: Seller, drafts: Sequence[ProductDraft]) -> list[Variant]:
    asked = [draft for draft in drafts if any(one.variant is None for one in draft.variants)]
    behind = _last_positions([product_of(draft).pk for draft in asked]) if asked else {}
    new = []
    for draft in asked:
        product = product_of(draft)
        position = behind.get(product.pk, -1)
        for one in draft.variants:
            if one.variant is None:
                position = min(position + 1, LAST_POSITION)
                one.variant, one.is_new = _new_variant(seller, product, one, position), True
                draft.after |= {f"{one.variant.sku}.{name}": value for name, value in one.fields.items()}
                new.append(one.variant)
    return new


def _last_positions(products: Sequence[int]) -> dict[int, int]:
    of_products = Variant.objects.filter(product__in=products).order_by().values("product")
    return dict(of_products.annotate(last=Max("position")).values_list("product", "last"))


def _new_variant(seller: Seller, product: Product, one: VariantDraft, position: int) -> Variant:
    fields = {"sku": f"P{product.pk}-{get_random_string(4, SUFFIX).upper()}", "position": position, **one.fields}
    return Variant(product=product, seller=seller, **fields)


def _is_changed(draft: ProductDraft, one: VariantDraft, variant: Variant) -> bool:
    before = variant.price
    different = applied(draft, variant, one.fields, prefix=f"{variant.sku}.")
    if variant.price != before:
        event = PriceChanged(
            product_id=variant.product_id, variant_id=variant.pk, old_price=before, new_price=variant.price
        )
        draft.events.append(event)
    return bool(different)


def _check_earlier_prices(drafts: Sequence[ProductDraft], now: datetime, refusals: Refusals) -> None:
    """Sets `compare_at_until` beside each earlier price."""
    asked = [one for draft in drafts for one in draft.variants if _is_about_prices(one)]
    known = [one.variant.pk for one in asked if one.variant is not None and one.fields.get("compare_at_price")]
    allowed = earlier_prices(variant_ids=known, now=now) if known else {}
    for one in asked:
        with refusals.of_row():
            _settle_earlier_price(one, allowed)


def _is_about_prices(one: VariantDraft) -> bool:
    return "price" in one.fields or "compare_at_price" in one.fields


def _settle_earlier_price(one: VariantDraft, allowed: Mapping[tuple[int, int], date]) -> None:
    price = one.fields.get("price", getattr(one.variant, "price", None))
    earlier = one.fields.get("compare_at_price", getattr(one.variant, "compare_at_price", None))
    if earlier is None:
        one.fields |= {"compare_at_price": None, "compare_at_until": None}
    elif "compare_at_price" in one.fields:
        one.fields["compare_at_until"] = _until(one, earlier, price, allowed)
    elif price is not None and earlier <= price:  # the new price has caught up: there is nothing to strike through
        one.fields |= {"compare_at_price": None, "compare_at_until": None}


def _until(one: VariantDraft, earlier: int, price: int | None, allowed: Mapping[tuple[int, int], date]) -> date:
    path = [*one.path, "compareAtPrice"]
    if price is None or earlier <= price:
        raise Invalid(_("The earlier price must be above the price."), field=path)
    until = None
    if one.variant is not None:
        # What it has already stays: a form that sends everything back asks for nothing new.
        present = one.variant.compare_at_until if one.variant.compare_at_price == earlier else None
        until = allowed.get((one.variant.pk, earlier), present)
    if until is None:
        message = _("Shoppers were not offered it at this price for a day or more within the last 30 days.")
        raise Invalid(message, field=path)
    return until
