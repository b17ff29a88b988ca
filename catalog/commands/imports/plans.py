"""What the rows of a sheet mean for a seller's products as they are now. Reads only, a few statements a batch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from catalog.commands.earlier_prices import earlier_prices
from catalog.models import Product, Variant
from catalog.spreadsheets.errors import CellError
from catalog.spreadsheets.parsing import ParsedRow
from marketplace.errors import ErrorCode
from marketplace.vietnamese import normalised

OF_VARIANT = {"variant": "name", "price": "price", "compare_at_price": "compare_at_price", "gtin": "gtin"}
OF_VARIANT |= {"weight_grams": "weight_grams", "on_sale": "is_active"}
OF_VARIANT |= {name: name for name in ("length_mm", "width_mm", "height_mm")}
OF_PRODUCT = {"summary": "summary", "description": "description", "story": "story", "group": "group_id"}
OF_LABEL = (
    *("origin", "net_quantity", "ingredients", "usage", "storage", "warnings"),
    *("shelf_life_days", "declaration_number"),
)


@dataclass(slots=True)
class Coming:
    """Products that earlier rows of the file will make, by name, and the line that did."""

    products: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowPlan:
    """One row. `product` None: a new one of that `name`. `variant` None: a new one.

    The three mappings hold only what differs from how things are.
    """

    line: int
    name: str
    product: Product | None
    variant: Variant | None
    of_product: Mapping[str, Any]
    of_variant: Mapping[str, Any]
    of_label: Mapping[str, Any]
    stock: int | None

    @property
    def changes_nothing(self) -> bool:
        is_new = self.variant is None or self.product is None
        return not (is_new or self.of_product or self.of_variant or self.of_label or self.stock is not None)


@dataclass(slots=True)
class Plans:
    rows: list[RowPlan] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)


def planned(seller_id: int, rows: Sequence[ParsedRow], coming: Coming, now: datetime) -> Plans:
    shop = _Shop(seller_id, rows, now)
    plans = Plans()
    for row in rows:
        error = _fault(row, shop, coming)
        if error is not None:
            plans.errors.append(error)
        else:
            plans.rows.append(_plan(row, shop))
    return plans


class _Shop:
    """The products and variants that these rows speak of."""

    def __init__(self, seller_id: int, rows: Sequence[ParsedRow], now: datetime) -> None:
        skus = {row.values["sku"] for row in rows if "sku" in row.values}
        names = {name_of(row) for row in rows if "product" in row.values}
        by_sku = Variant.objects.filter(seller=seller_id, sku__in=skus).select_related("product__label", "stock")
        self.by_sku = {variant.sku: variant for variant in by_sku}
        own = Product.objects.filter(seller=seller_id, name__in=names).select_related("label").order_by("-pk")
        self.by_name = {product.name: product for product in own}  # of two with one name the older is meant
        of_names = Variant.objects.filter(product__in=[product.pk for product in self.by_name.values()])
        self.by_place = {
            (variant.product_id, variant.name): variant
            for variant in of_names.select_related("stock").order_by("-pk")
        }
        struck = [variant for row in rows if "compare_at_price" in row.values and (variant := self.variant_of(row))]
        ids = [variant.pk for variant in struck]
        self.earlier_prices = earlier_prices(variant_ids=ids, now=now) if ids else {}

    def product_of(self, row: ParsedRow) -> Product | None:
        variant = self.by_sku.get(row.values.get("sku", ""))
        return variant.product if variant is not None else self.by_name.get(name_of(row))

    def variant_of(self, row: ParsedRow) -> Variant | None:
        sku = row.values.get("sku")
        if sku is not None:
            return self.by_sku.get(sku)
        product = self.product_of(row)
        return None if product is None else self.by_place.get((product.pk, row.values.get("variant", "")))


def name_of(row: ParsedRow) -> str:
    return normalised(row.values.get("product", ""))


def _fault(row: ParsedRow, shop: _Shop, coming: Coming) -> CellError | None:
    """The first thing that is wrong with a row which was fine in itself."""
    values = row.values
    product, variant = shop.product_of(row), shop.variant_of(row)
    if product is None:
        fault = _of_new_product(row, coming)
        if fault is not None:
            return fault
    if variant is None and "price" not in values:
        return CellError(row.line, "price", ErrorCode.REQUIRED, _("A new variant needs a price."))
    return _of_earlier_price(row, variant, shop) or (None if variant is None else _of_stock(row, variant))


def _of_new_product(row: ParsedRow, coming: Coming) -> CellError | None:
    name = name_of(row)
    if not name:
        message = _("Your shop has no such SKU; for a new product give its name too.")
        return CellError(row.line, "sku", ErrorCode.NOT_FOUND, message)
    if name not in coming.products:
        if "group" not in row.values:
            return CellError(row.line, "group", ErrorCode.REQUIRED, _("A new product needs its group."))
        coming.products[name] = row.line
    return None


def _of_stock(row: ParsedRow, variant: Variant) -> CellError | None:
    allocated = variant.stock.allocated if hasattr(variant, "stock") else 0
    if row.values.get("stock", allocated) >= allocated:
        return None
    message = _("%(allocated)d pieces are promised to orders: the stock cannot be less.") % {"allocated": allocated}
    return CellError(row.line, "stock", ErrorCode.INVALID, message)


def _of_earlier_price(row: ParsedRow, variant: Variant | None, shop: _Shop) -> CellError | None:
    earlier = row.values.get("compare_at_price")
    if earlier is None or (variant is not None and variant.compare_at_price == earlier):
        return None
    price = row.values.get("price", getattr(variant, "price", None))
    message = None
    if price is None or earlier <= price:
        message = _("The earlier price must be above the price.")
    elif variant is None or (variant.pk, earlier) not in shop.earlier_prices:
        message = _("Shoppers were not offered it at this price for a day or more within the last 30 days.")
    return None if message is None else CellError(row.line, "compare_at_price", ErrorCode.INVALID, message)


def _plan(row: ParsedRow, shop: _Shop) -> RowPlan:
    product, variant = shop.product_of(row), shop.variant_of(row)
    label = getattr(product, "label", None)
    stock = row.values.get("stock")
    if variant is not None and hasattr(variant, "stock") and stock == variant.stock.on_hand:
        stock = None
    name = name_of(row)
    of_product = _differing(row, OF_PRODUCT, product)
    if product is not None and name and name != product.name:
        of_product["name"] = name
    of_variant = _differing(row, OF_VARIANT, variant)
    if variant is None and "sku" in row.values:
        of_variant["sku"] = row.values["sku"]
    of_label = _differing(row, {key: key for key in OF_LABEL}, label)
    return RowPlan(row.line, name, product, variant, of_product, of_variant, of_label, stock)


def _differing(row: ParsedRow, fields: Mapping[str, str], existing: Any) -> dict[str, Any]:
    given = {name: row.values[key] for key, name in fields.items() if key in row.values}
    if existing is None:
        return given
    return {name: value for name, value in given.items() if getattr(existing, name) != value}
