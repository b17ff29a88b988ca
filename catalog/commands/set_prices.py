from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.commands.saving.drafts import ProductDraft, VariantDraft, variant_fields, within
from catalog.commands.saving.write import write_products
from catalog.models import Product, Variant
from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import Invalid, NotFound
from sellers.models import Seller
from sellers.queries import access_seller
from sellers.rights import Right

MOST_ROWS = 1_000


def set_prices(
    *, actor: Actor, seller_id: int, rows: Sequence[Mapping[str, Any]], now: datetime | None = None
) -> list[Product]:
    """New prices for many of a seller's variants (`variant_id`, `price`, `compare_at_price`): all of them or none.

    Raises Unauthenticated, NotFound, PermissionDenied, Required, Invalid, with the row in the field:
    ["rows", "3", "price"].
    """
    user = signed_in(actor)
    seller = access_seller(actor=user, seller_id=seller_id, right=Right.PRICES)
    if not 1 <= len(rows) <= MOST_ROWS:
        raise Invalid(_("From 1 to %(most)d rows at a time.") % {"most": MOST_ROWS}, field=["rows"])
    with transaction.atomic():
        drafts = _drafts(seller, rows)
        return write_products(user=user, seller=seller, drafts=drafts, now=now or timezone.now(), action="set_prices")


def _drafts(seller: Seller, rows: Sequence[Mapping[str, Any]]) -> list[ProductDraft]:
    wanted = {row["variant_id"] for row in rows}
    if len(wanted) < len(rows):
        raise Invalid(_("Each variant may stand in one row only."), field=["rows"])
    variants = {variant.pk: variant for variant in Variant.objects.filter(pk__in=wanted, seller=seller)}
    of_variants = {variant.product_id for variant in variants.values()}
    locked = Product.objects.select_for_update(no_key=True).filter(pk__in=of_variants).order_by("pk")
    by_product: dict[int, list[VariantDraft]] = {product.pk: [] for product in locked}
    products = {product.pk: product for product in locked}
    for number, row in enumerate(rows):
        path = ("rows", str(number))
        variant = variants.get(row["variant_id"])
        if variant is None:
            raise NotFound(field=[*path, "variant"])
        given = {name: row[name] for name in ("price", "compare_at_price") if name in row}
        fields = within(path, lambda given=given: variant_fields(given, is_new=False))
        by_product[variant.product_id].append(VariantDraft(variant, fields, path=path))
    return [ProductDraft(products[pk], variants=drafts) for pk, drafts in by_product.items()]
