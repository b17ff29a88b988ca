"""What is sold of a product: pack sizes, their weight and price, read from the words of the table."""

import re
from dataclasses import dataclass

from catalog.demo.kinds import draw_lot
from catalog.demo.source import SourceProduct
from catalog.demo.texts.compose import SERVICES

WEIGHT = re.compile(r"(?:(\d+)\s*(?:chai|hũ)\s*)?(\d+(?:,\d+)?)\s*(kg|g|lít|ml)\b")
# Grams of one piece where the table counts pieces.
PIECES = {"quả": 62, "chiếc": 85, "túi lọc": 2, "nải": 1500}
COUNTED = re.compile(r"(\d+)\s*(quả|chiếc|túi lọc|nải)")
CRAFT_GRAMS = {"lacquer": 900, "bamboo": 1500}
IN_A_CASE = {"chai": ("Thùng", 6), "lọ": ("Bộ", 3), "gói": ("Bộ", 3), "hộp": ("Bộ", 2), "túi": ("Bộ", 2)}
BY_WEIGHT_CASE = re.compile(r"(?:thùng|túi lưới) (\d+) kg")


@dataclass(frozen=True, slots=True)
class Pack:
    name: str
    price: int
    compare_at_price: int | None
    weight_grams: int
    on_hand: int


def packs_of(product: SourceProduct) -> list[Pack]:
    """The pack of the table first; for about half of the goods a larger one, a little cheaper by the piece."""
    weight = _grams(product)
    first = Pack(_name(product), product.price, None, weight, _on_hand(product, 0))
    larger = _larger(product, weight)
    return [first, larger] if larger else [first]


def _name(product: SourceProduct) -> str:
    if product.kind.family in SERVICES:
        return f"{product.pack[0].upper()}{product.pack[1:]} (1 {product.unit})"
    if product.unit == "kg":
        return "1 kg"
    if product.unit in ("chiếc", "nải"):
        return f"{product.pack[0].upper()}{product.pack[1:]}"
    return f"{product.unit[0].upper()}{product.unit[1:]} {product.pack}"


def _larger(product: SourceProduct, weight: int) -> Pack | None:
    if case := BY_WEIGHT_CASE.fullmatch(product.pack):
        return _case(product, f"{product.pack[0].upper()}{product.pack[1:]}", int(case[1]), weight)
    if product.unit in IN_A_CASE and draw_lot("case", product.slug) % 100 < 45 and product.price < 250_000:
        word, count = IN_A_CASE[product.unit]
        return _case(product, f"{word} {count} {product.unit} {product.pack}", count, weight)
    return None


def _case(product: SourceProduct, name: str, count: int, weight: int) -> Pack:
    whole = product.price * count
    price = whole * 94 // 100 // 1000 * 1000
    return Pack(name, price, whole, weight * count, _on_hand(product, 1) // 3)


def _grams(product: SourceProduct) -> int:
    if product.kind.family in SERVICES:
        return 0
    if product.kind.family in CRAFT_GRAMS:
        return CRAFT_GRAMS[product.kind.family]
    if product.unit == "kg":
        return 1000
    if found := WEIGHT.search(product.pack):
        count, amount, unit = int(found[1] or 1), float(found[2].replace(",", ".")), found[3]
        return round(count * amount * (1000 if unit in ("kg", "lít") else 1))
    if counted := COUNTED.search(product.pack):
        return int(counted[1]) * PIECES[counted[2]]
    return 500


def _on_hand(product: SourceProduct, number: int) -> int:
    """A few are sold out, so that the page for that is seen too."""
    if product.kind.family in SERVICES:
        return 20
    lot = draw_lot("stock", product.slug, number)
    return 0 if number == 0 and lot % 29 == 0 else 12 + lot % 190
