"""Many of one product's parts, for many products at a time."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

from django.db.models import QuerySet

from catalog.commands.ratings import rating_average
from catalog.graphql.rows import CERTIFICATE, IMAGE_COLUMNS
from catalog.models import AttributeValue, Certificate, Media, Variant
from catalog.queries import product_counts_by_seller, rating_sums_by_seller
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
    "compare_at_until": "compare_at_until",
    "weight_grams": "weight_grams",
    "gtin": "gtin",
    "on_hand": "stock__on_hand",
    "allocated": "stock__allocated",
}
_MEDIA_COLUMNS = {"product_id": "product_id", **IMAGE_COLUMNS}
CERTIFICATE_COLUMNS = {
    key: path for columns in ({"id": {"pk": "pk"}, **CERTIFICATE.columns}).values() for key, path in columns.items()
}
_ATTRIBUTE_COLUMNS = {
    "product_id": "product_id",
    "name_vi": "attribute__name_vi",
    "name_en": "attribute__name_en",
    "unit": "attribute__unit",
    "value": "value",
}


class PartsOfProduct(Loader[int, list[Row]]):
    """One statement, compiled once, for the parts of all products on a page."""

    columns: Mapping[str, str]

    @classmethod
    def statement(cls) -> Statement:
        raise NotImplementedError

    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        for row in self.rows(self.statement().rows({"products": list(keys)})):
            found[row["product_id"]].append(row)
        return found

    def rows(self, values: Iterable[tuple[Any, ...]]) -> list[Row]:
        return [dict(zip(self.columns, found, strict=True)) for found in values]


class VariantsOfProduct(PartsOfProduct):
    @classmethod
    @cache
    def statement(cls) -> Statement:
        variants = Variant.objects.filter(is_active=True).order_by("product", "position", "pk")
        return _of_products(variants, VARIANT_COLUMNS)

    def rows(self, values: Iterable[tuple[Any, ...]]) -> list[Row]:
        return variant_rows(values)


class MediaOfProduct(PartsOfProduct):
    columns = _MEDIA_COLUMNS

    @classmethod
    @cache
    def statement(cls) -> Statement:
        return _of_products(Media.objects.order_by("product", "position", "pk"), _MEDIA_COLUMNS)


class AttributesOfProduct(PartsOfProduct):
    columns = _ATTRIBUTE_COLUMNS

    @classmethod
    @cache
    def statement(cls) -> Statement:
        values = AttributeValue.objects.order_by("product", "attribute__position", "attribute")
        return _of_products(values, _ATTRIBUTE_COLUMNS)


class CertificatesOfProduct(PartsOfProduct):
    columns = CERTIFICATE_COLUMNS

    @classmethod
    @cache
    def statement(cls) -> Statement:
        return _of_products(Certificate.objects.order_by("product", "-issued_on", "-pk"), CERTIFICATE_COLUMNS)

    def rows(self, values: Iterable[tuple[Any, ...]]) -> list[Row]:
        return [{**row, "id": global_id("Certificate", row["pk"])} for row in super().rows(values)]


class ProductCountOfSeller(Loader[int, int]):
    missing = 0

    def fetch(self, keys: Collection[int]) -> Mapping[int, int]:
        return product_counts_by_seller(keys)


class RatingOfSeller(Loader[int, Row]):
    def fetch(self, keys: Collection[int]) -> Mapping[int, Row]:
        sums = rating_sums_by_seller(keys)
        return {key: _rating(*sums.get(key, (0, 0))) for key in keys}


def _rating(star_total: int, count: int) -> Row:
    return {"average": float(rating_average(star_total, count)) if count else None, "count": count}


def variant_rows(values: Iterable[tuple[Any, ...]]) -> list[Row]:
    rows = [dict(zip(VARIANT_COLUMNS, found, strict=True)) for found in values]
    for row in rows:
        row["id"] = global_id("Variant", row["pk"])
        row["quantity_available"] = (row["on_hand"] or 0) - (row["allocated"] or 0)
    return rows


def _of_products(parts: QuerySet[Any], columns: Mapping[str, str]) -> Statement:
    slots = Slots()
    return Statement(parts.filter(slots.ids("products").contain("product")).values_list(*columns.values()), slots)
