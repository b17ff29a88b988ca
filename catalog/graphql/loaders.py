"""Many of one product's parts, for many products at a time."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from catalog.graphql.rows import CERTIFICATE, IMAGE_COLUMNS, PRODUCTS
from catalog.models import AttributeValue, Certificate, Media, Variant
from catalog.queries import product_counts_by_seller
from marketplace.graphql.context import Context
from marketplace.graphql.ids import global_id
from marketplace.graphql.loaders import Loader
from marketplace.graphql.rows import Row
from marketplace.statements import Slots, Statement

VARIANT_COLUMNS = {
    "product_id": "product_id",
    "pk": "pk",
    "sku": "sku",
    "name": "name",
    "price": "price",
    "compare_at_price": "compare_at_price",
    "weight_grams": "weight_grams",
    "gtin": "gtin",
    "on_hand": "stock__on_hand",
    "allocated": "stock__allocated",
}
_MEDIA_COLUMNS = {"product_id": "product_id", **IMAGE_COLUMNS}
_ATTRIBUTE_COLUMNS = {
    "product_id": "product_id",
    "name_vi": "attribute__name_vi",
    "name_en": "attribute__name_en",
    "unit": "attribute__unit",
    "value": "value",
}


class _PartsOfProduct(Loader[int, list[Row]]):
    """One statement, compiled once, for the parts of all products on a page."""

    columns: Mapping[str, str]
    statement: Statement

    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        for row in self.rows(self.statement.rows({"products": list(keys)})):
            found[row["product_id"]].append(row)
        return found

    def rows(self, values: Iterable[tuple[Any, ...]]) -> list[Row]:
        return [dict(zip(self.columns, found, strict=True)) for found in values]
