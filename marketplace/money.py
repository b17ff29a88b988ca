"""Money in whole đồng. The đồng has no minor unit, so an amount is an int and never a float."""

from dataclasses import dataclass
from typing import Self

VND = "VND"


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in whole units of `currency`. Raises TypeError for a float, ValueError for mixed currencies."""

    amount: int
    currency: str = VND

    def __post_init__(self) -> None:
        if type(self.amount) is not int:
            raise TypeError(f"Money takes a whole number of {self.currency}, not {self.amount!r}")

    def __add__(self, other: Self) -> Self:
        self._require_same_currency(other)
        return type(self)(self.amount + other.amount, self.currency)

    def __sub__(self, other: Self) -> Self:
        self._require_same_currency(other)
        return type(self)(self.amount - other.amount, self.currency)

    def __mul__(self, quantity: int) -> Self:
        return type(self)(self.amount * quantity, self.currency)

    def _require_same_currency(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise ValueError(f"cannot combine {self.currency} with {other.currency}")
