"""Variants, pictures and attributes of managed products, many products at a time."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from catalog.graphql.rows import IMAGE_COLUMNS
from catalog.models import AttributeValue, Media, Variant
from marketplace.graphql.ids import global_id
from marketplace.graphql.loaders import Loader
from marketplace.graphql.rows import Row

_VARIANT = {
    **{name: name for name in ("product_id", "pk", "sku", "name", "price", "compare_at_price", "compare_at_until")},
    **{name: name for name in ("weight_grams", "gtin", "position", "is_active")},
    **{name: name for name in ("length_mm", "width_mm", "height_mm")},
    "on_hand": "stock__on_hand",
    "allocated": "stock__allocated",
}
_MEDIA = {"product_id": "product_id", "pk": "pk", "position": "position", **IMAGE_COLUMNS}
_VALUE = {
    "product_id": "product_id",
    "code": "attribute__code",
    "name_vi": "attribute__name_vi",
    "name_en": "attribute__name_en",
    "unit": "attribute__unit",
    "value": "value",
}


class ManagedVariants(Loader[int, list[Row]]):
    """Those off sale too."""

    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        variants = Variant.objects.filter(product__in=keys).order_by("position", "pk")
        found = _by_product(keys, _VARIANT, variants.values_list(*_VARIANT.values()))
        for rows in found.values():
            for row in rows:
                row["id"] = global_id("Variant", row["pk"])
                row["on_hand"], row["allocated"] = row["on_hand"] or 0, row["allocated"] or 0
        return found


class ManagedMedia(Loader[int, list[Row]]):
    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        media = Media.objects.filter(product__in=keys).order_by("position", "pk")
        found = _by_product(keys, _MEDIA, media.values_list(*_MEDIA.values()))
        for rows in found.values():
            for row in rows:
                row["id"] = global_id("Media", row["pk"])
        return found


class ManagedAttributes(Loader[int, list[Row]]):
    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        values = AttributeValue.objects.filter(product__in=keys).order_by("attribute__position", "attribute")
        return _by_product(keys, _VALUE, values.values_list(*_VALUE.values()))


def _by_product(
    keys: Collection[int], columns: Mapping[str, str], values: Iterable[tuple[Any, ...]]
) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {key: [] for key in keys}
    for row in values:
        found[row[0]].append(dict(zip(columns, row, strict=True)))
    return found
