"""What is to become of products, checked as far as each draft can be checked by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from stdnum import ean

from catalog.models.products import LONGEST_SIDE, MAX_PRICE, Product, Variant
from marketplace.errors import DomainError, Invalid, Required
from marketplace.events import Event
from marketplace.texts import optional_name, optional_paragraphs, optional_text, required_name, required_text

MOST_VARIANTS = 100
MOST_PIECES = 2_000_000_000
LONGEST_SHELF_LIFE = 32_000  # days
LAST_POSITION = 32_767
_SIDES = ("length_mm", "width_mm", "height_mm")
_LINES = {"summary": 300}
_PARAGRAPHS = {"description": 20_000, "story": 20_000}
_LABEL_LINES = {
    "responsible_party": 200,
    "responsible_address": 300,
    "origin": 200,
    "net_quantity": 80,
    "declaration_number": 60,
}
_LABEL_PARAGRAPHS = dict.fromkeys(("ingredients", "usage", "storage", "warnings"), 2_000)


@dataclass(slots=True)
class VariantDraft:
    """`variant` None: a new one, behind those there are unless it says where. `fields`: only what is to change.

    `on_hand`: pieces counted; None: as they are. `path`: where in the input it stands, for what is wrong with it.
    """

    variant: Variant | None
    fields: dict[str, Any]
    on_hand: int | None = None
    path: tuple[str, ...] = ()
    is_new: bool = False  # once it has been made


@dataclass(slots=True)
class ProductDraft:
    """`product` None: a new one. `attributes`: values by code, "" takes one away; None: as they are.

    Who writes a part of it notes in `before` and `after` what the audit trail is to say, and in `events` what else.
    """

    product: Product | None
    fields: dict[str, Any] = field(default_factory=dict)
    label: dict[str, Any] = field(default_factory=dict)
    attributes: Mapping[str, str] | None = None
    variants: Sequence[VariantDraft] = ()
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)

    @property
    def changes(self) -> bool:
        return bool(self.before or self.after)

    def note(self, name: str, before: Any, after: Any) -> None:
        self.before[name], self.after[name] = before, after


def product_fields(given: Mapping[str, Any], *, is_new: bool) -> dict[str, Any]:
    """The texts of a product, cleaned. Raises Required, Invalid."""
    fields: dict[str, Any] = {}
    if is_new or "name" in given:
        fields["name"] = required_name(given.get("name") or "", field="name", longest=200)
    for name, longest in _LINES.items():
        if name in given:
            fields[name] = optional_name(given[name], field=name, longest=longest)
    for name, longest in _PARAGRAPHS.items():
        if name in given:
            fields[name] = optional_paragraphs(given[name], field=name, longest=longest)
    return fields


def label_fields(given: Mapping[str, Any]) -> dict[str, Any]:
    """Raises Invalid."""
    fields: dict[str, Any] = {}
    for names, read in ((_LABEL_LINES, optional_text), (_LABEL_PARAGRAPHS, optional_paragraphs)):
        for name, longest in names.items():
            if name in given:
                fields[name] = within(
                    ("label",), lambda n=name, m=longest, r=read: r(given[n], field=camel(n), longest=m)
                )
    if "shelf_life_days" in given:
        days = given["shelf_life_days"]
        if days is not None and not 0 < days <= LONGEST_SHELF_LIFE:
            raise Invalid(_("Days are from 1 to 32,000."), field=["shelfLifeDays"])
        fields["shelf_life_days"] = days
    return fields


def variant_fields(given: Mapping[str, Any], *, is_new: bool) -> dict[str, Any]:
    """Raises Required, Invalid."""
    fields: dict[str, Any] = {}
    if given.get("sku"):
        fields["sku"] = required_text(given["sku"], field="sku", longest=64)
    if is_new or "name" in given:
        fields["name"] = optional_name(given.get("name"), field="name", longest=120)
    if is_new or given.get("price") is not None:
        fields["price"] = price_of(given.get("price"), field="price")
    if "compare_at_price" in given:
        earlier = given["compare_at_price"]
        fields["compare_at_price"] = None if earlier is None else price_of(earlier, field="compareAtPrice")
    if given.get("weight_grams") is not None:
        fields["weight_grams"] = whole(given["weight_grams"], field="weightGrams")
    if "gtin" in given:
        fields["gtin"] = gtin_of(given["gtin"] or "")
    if given.get("position") is not None:
        fields["position"] = whole(given["position"], field="position", most=LAST_POSITION)
    if given.get("is_active") is not None:
        fields["is_active"] = given["is_active"]
    return fields | {side: _millimetres(given[side], field=camel(side)) for side in _SIDES if side in given}


def price_of(price: int | None, *, field: str) -> int:
    if price is None:
        raise Required(field=[field])
    if not 1 <= price <= MAX_PRICE:
        raise Invalid(_("A price is from 1 to %(most)s đồng.") % {"most": f"{MAX_PRICE:,}"}, field=[field])
    return price


def whole(number: int, *, field: str, most: int = MOST_PIECES) -> int:
    if not 0 <= number <= most:
        raise Invalid(_("This is a whole number from 0 to %(most)s.") % {"most": f"{most:,}"}, field=[field])
    return number


def _millimetres(length: int | None, *, field: str) -> int | None:
    """None and 0 alike: not measured."""
    return whole(length or 0, field=field, most=LONGEST_SIDE) or None


def gtin_of(text: str) -> str:
    digits = text.replace(" ", "").replace("-", "")
    if digits and not (digits.isascii() and ean.is_valid(digits)):
        raise Invalid(_("This is not a GTIN: its check digit does not fit."), field=["gtin"])
    return digits


def within(path: Sequence[str], read: Any) -> Any:
    """What `read` answers; its errors are told below `path`."""
    try:
        return read()
    except DomainError as error:
        error.field = [*path, *(error.field or ())]
        raise


def camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)
