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
class UserRegistered(Event):
    aggregate: ClassVar[str] = "user"
    user_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChanged(Event):
    aggregate: ClassVar[str] = "user"
    user_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactChanged(Event):
    """`kind`: EMAIL or PHONE. What it was before is in the audit trail alone, masked."""

    aggregate: ClassVar[str] = "user"
    user_id: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRequested(Event):
    aggregate: ClassVar[str] = "code"
    code_id: int


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
class SellerEvent(Event):
    """Something happened to a seller: the base of the events below."""

    aggregate: ClassVar[str] = "seller"
    seller_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerApplied(SellerEvent):
    """Handed in, for the first time or again."""

    application_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerMoreNeeded(SellerEvent):
    application_id: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerApproved(SellerEvent):
    application_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerRefused(SellerEvent):
    application_id: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerApplicationWithdrawn(SellerEvent):
    application_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerEdited(SellerEvent):
    """What shoppers or carriers see of the shop has changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerSuspended(SellerEvent):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerReactivated(SellerEvent):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerClosed(SellerEvent):
    reason: str
    is_by_owner: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerHolidaySet(SellerEvent):
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerHolidayCancelled(SellerEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperUploaded(SellerEvent):
    paper_id: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAccepted(SellerEvent):
    paper_id: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRejected(SellerEvent):
    paper_id: int
    kind: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperExpiring(SellerEvent):
    """Once 30 and once 7 days ahead. `days_left` is what is left of them, should a day have been missed."""

    paper_id: int
    kind: str
    expires_on: date
    days_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperExpired(SellerEvent):
    paper_id: int
    kind: str
    expires_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberInvited(SellerEvent):
    """Sent, for the first time or again. The invitation itself goes out by a task of the sellers' room."""

    invitation_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberJoined(SellerEvent):
    user_id: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRoleChanged(SellerEvent):
    user_id: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRemoved(SellerEvent):
    user_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLeft(SellerEvent):
    user_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutAccountChanged(SellerEvent):
    """`number` is masked: an event is no place for an account."""

    changed_by_id: int
    bank_bin: str
    number: str


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
