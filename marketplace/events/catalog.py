"""What happens to products, their certificates, and the spreadsheets that carry them."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from marketplace.events.base import Event


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
class ProductSaved(Event):
    """Its texts, variants, attributes, label, prices or stock have changed."""

    aggregate: ClassVar[str] = "product"
    product_id: int
    seller_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceChanged(Event):
    aggregate: ClassVar[str] = "product"
    product_id: int
    variant_id: int
    old_price: int
    new_price: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StockChanged(Event):
    """Only where shoppers notice: `is_available` says whether there is any again, or none any more."""

    aggregate: ClassVar[str] = "product"
    product_id: int
    variant_id: int
    is_available: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductStatusEvent(Event):
    """A step between statuses: the base of those below."""

    aggregate: ClassVar[str] = "product"
    product_id: int
    seller_id: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductSubmitted(ProductStatusEvent):
    """Waits for an officer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductWithdrawn(ProductStatusEvent):
    """Its seller took it back out of the officers' queue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductApproved(ProductStatusEvent):
    """An officer found what waited in the queue fit for sale; ProductPublished comes with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductReturned(ProductStatusEvent):
    """An officer wants something mended before it goes on sale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductTakenDown(ProductStatusEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRestored(ProductStatusEvent):
    """The officer's block is lifted; the seller puts it on sale again."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequested(Event):
    """A spreadsheet waits to be checked, or to be applied."""

    aggregate: ClassVar[str] = "import"
    import_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFinished(Event):
    """It was checked or applied, as `status` tells (ImportStatus)."""

    aggregate: ClassVar[str] = "import"
    import_id: int
    seller_id: int
    actor_id: int
    status: str
