"""A carrier that we do not speak to: the shop calls it, and types what it was told."""

from collections.abc import Sequence

from orders.carriers.interface import Booked, ParcelOrder, Said, Size, Spot


class ManualCarrier:
    def fee(self, origin: Spot, destination: Spot, size: Size, worth: int) -> int | None:
        return None

    def create(self, parcel: ParcelOrder) -> Booked:
        return Booked("")

    def find(self, number: str) -> Booked | None:
        return None

    def cancel(self, tracking_number: str) -> None:
        return None

    def track(self, tracking_number: str) -> Sequence[Said]:
        return ()
