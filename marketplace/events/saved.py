"""What is worth telling to those who saved a product or follow a shop. `told_at` says whom: the rows that bear it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from marketplace.events.base import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductBackInStock(Event):
    aggregate: ClassVar[str] = "product"
    product_id: int
    told_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductPriceDropped(Event):
    """`price`: the lowest of it now, in whole đồng."""

    aggregate: ClassVar[str] = "product"
    product_id: int
    price: int
    told_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopHasNewProduct(Event):
    aggregate: ClassVar[str] = "product"
    product_id: int
    seller_id: int
    told_at: datetime
