"""A promise, and what was seen of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """`most` must be kept for the run to pass. `aim` is what we would like; None where there is none."""

    what: str
    seen: float
    most: float
    aim: float | None
    unit: str = ""

    @property
    def is_met(self) -> bool:
        return self.seen <= self.most

    @property
    def verdict(self) -> str:
        if not self.is_met:
            return "MISSED"
        return "aim met" if self.aim is not None and self.seen <= self.aim else "met"
