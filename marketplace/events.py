"""The published language: what happened, as frozen dataclasses of ids and primitives.

Each class names its aggregate; events of one aggregate are delivered in order. Who listens stands in
`config/subscriptions.py`. Add fields with defaults only: old rows of the outbox must still load.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    aggregate: ClassVar[str]
    classes: ClassVar[dict[str, type["Event"]]] = {}

    def __init_subclass__(cls, **options: Any) -> None:
        # slots=True makes each class twice; the second, finished one stays.
        Event.classes[cls.__name__] = cls

    @property
    def aggregate_id(self) -> int:
        return int(getattr(self, f"{self.aggregate}_id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageStored(Event):
    aggregate: ClassVar[str] = "image"
    image_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductPublished(Event):
    aggregate: ClassVar[str] = "product"
    product_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductPaused(Event):
    aggregate: ClassVar[str] = "product"
    product_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductMediaAdded(Event):
    aggregate: ClassVar[str] = "product"
    product_id: int
    media_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateIssued(Event):
    aggregate: ClassVar[str] = "product"
    product_id: int
    certificate_id: int
    stars: int
    expires_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRevoked(Event):
    aggregate: ClassVar[str] = "product"
    product_id: int
    certificate_id: int
