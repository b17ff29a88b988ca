"""A seller's products as the rows of a sheet: one a variant, ready to be edited and imported again."""

from collections.abc import Iterator
from typing import Any

from catalog.models import Variant

CHUNK = 2_000  # rows in memory at a time

_COLUMNS = {
    "sku": "sku",
    "product": "product__name",
    "variant": "name",
    "price": "price",
    "compare_at_price": "compare_at_price",
    "stock": "stock__on_hand",
    "weight_grams": "weight_grams",
    **{name: name for name in ("length_mm", "width_mm", "height_mm")},
    "gtin": "gtin",
    "on_sale": "is_active",
    "summary": "product__summary",
    "description": "product__description",
    "story": "product__story",
    **{
        name: f"product__label__{name}"
        for name in (
            *("origin", "net_quantity", "ingredients", "usage", "storage", "warnings"),
            *("shelf_life_days", "declaration_number"),
        )
    },
}


def rows_of(seller_id: int, language: str) -> Iterator[dict[str, Any]]:
    """In the order of the shop's own list. One statement, however many there are."""
    columns = {**_COLUMNS, "group": f"product__group__name_{'en' if language.startswith('en') else 'vi'}"}
    variants = Variant.objects.filter(product__seller=seller_id).order_by(
        "product__name", "product", "position", "pk"
    )
    for values in variants.values_list(*columns.values()).iterator(chunk_size=CHUNK):
        yield {key: value for key, value in zip(columns, values, strict=True) if value not in (None, "")}
