"""What happens to shops and the people who work there."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from marketplace.events.base import Event


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
class SellerTrustChanged(SellerEvent):
    """Whether its products go on sale without an officer's review."""

    is_trusted: bool
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
