from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.commands.locks import locked_products
from catalog.commands.saving.drafts import ProductDraft, VariantDraft, variant_fields, within
from catalog.commands.saving.write import write_products
from catalog.models import Product, Variant
from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import Invalid, NotFound, Refusals
from sellers.models import Seller
from sellers.queries import access_seller
from sellers.rights import Right

MOST_ROWS = 1_000


def set_prices(
    *, actor: Actor, seller_id: int, rows: Sequence[Mapping[str, Any]], now: datetime | None = None
) -> list[Product]:
    """New prices for many of a seller's variants (`variant_id`, `price`, `compare_at_price`): all of them or none.

    Raises Unauthenticated, NotFound, PermissionDenied, Required, Invalid, with the row in the field:
    ["rows", "3", "price"]; what is wrong with several rows is told together.
    """
    user = signed_in(actor)
    seller = access_seller(actor=user, seller_id=seller_id, right=Right.PRICES)
    if not 1 <= len(rows) <= MOST_ROWS:
        raise Invalid(_("From 1 to %(most)d rows at a time.") % {"most": MOST_ROWS}, field=["rows"])
    with transaction.atomic():
        drafts = _drafts(seller, rows)
        return write_products(user=user, seller=seller, drafts=drafts, now=now or timezone.now(), action="set_prices")


def _drafts(seller: Seller, rows: Sequence[Mapping[str, Any]]) -> list[ProductDraft]:
    wanted = [row["variant_id"] for row in rows]
    if len(set(wanted)) < len(rows):
        raise Invalid(_("Each variant may stand in one row only."), field=["rows"])
    own = Variant.objects.filter(pk__in=wanted, seller=seller)
    products = locked_products(own.values_list("product_id", flat=True))
    variants = {variant.pk: variant for variant in own.all()}  # as they are now that nobody changes them
    of_product: dict[int, list[VariantDraft]] = {pk: [] for pk in products}
    refusals = Refusals()
    for number, row in enumerate(rows):
        with refusals.of_row():
            variant = variants.get(row["variant_id"])
            if variant is None:
                raise NotFound(field=["rows", str(number), "variant"])
            of_product[variant.product_id].append(_draft(variant, row, ("rows", str(number))))
    refusals.tell()
    return [ProductDraft(products[pk], variants=drafts) for pk, drafts in of_product.items()]


def _draft(variant: Variant, row: Mapping[str, Any], path: tuple[str, ...]) -> VariantDraft:
    given = {name: row[name] for name in ("price", "compare_at_price") if name in row}
    return VariantDraft(variant, within(path, lambda: variant_fields(given, is_new=False)), path=path)
