"""What a carrier can do for us. All of it is network, or nothing: never within a transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from orders.models import ShipmentStatus


class CarrierDown(Exception):
    """No answer, or none that can be read: later may be better. What was asked may or may not have been done."""


class CarrierRefused(Exception):
    """An answer, and it is no: asking again would not change it. The message is the carrier's."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the carrier thinks a commune is."""

    district_id: int
    ward_code: str
    ward: str
    district: str
    province: str


@dataclass(frozen=True, slots=True)
class Size:
    """Of a packed parcel; sides are 0 where nobody has measured."""

    grams: int
    length_mm: int = 0
    width_mm: int = 0
    height_mm: int = 0


@dataclass(frozen=True, slots=True)
class Party:
    name: str
    phone: str  # E.164
    address: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Content:
    name: str
    sku: str
    quantity: int
    price: int
    grams: int


@dataclass(frozen=True, slots=True)
class ParcelOrder:
    """`number` is ours and the same whenever it is sent. Amounts in whole đồng; `worth`: of what is insured."""

    number: str
    sender: Party
    recipient: Party
    size: Size
    to_collect: int
    worth: int
    contents: Sequence[Content]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Booked:
    tracking_number: str
    fee: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """That a parcel got somewhere. `status` None: nothing that we count, such as another weight."""

    said: str
    status: ShipmentStatus | None
    happened_at: datetime
    reason: str = ""


class CarrierClient(Protocol):
    """Each raises CarrierDown and CarrierRefused."""

    def fee(self, origin: Spot, destination: Spot, size: Size, worth: int) -> int | None:
        """In whole đồng; None where the shop's own rates say it."""

    def create(self, parcel: ParcelOrder) -> Booked:
        """Whoever is not sure whether an earlier call arrived asks `find` first."""

    def find(self, number: str) -> Booked | None:
        """By our number; None where the carrier knows none."""

    def cancel(self, tracking_number: str) -> None: ...

    def track(self, tracking_number: str) -> Sequence[Said]:
        """The oldest first."""
