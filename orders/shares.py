"""Whole đồng: the one place where a share is rounded, and the one in which a sum is split."""

from collections.abc import Sequence

WHOLE = 10_000  # basis points


def share_of(amount: int, basis_points: int) -> int:
    """Rounded to the nearest đồng, the half up."""
    return (amount * basis_points + WHOLE // 2) // WHOLE


def split(amount: int, weights: Sequence[int]) -> list[int]:
    """In proportion, exact to the đồng: what rounding leaves goes to the largest remainders, the first of equals.

    Nobody gets more than their weight, which is at least 0. Raises ValueError above their sum.
    """
    whole = sum(weights)
    if not 0 <= amount <= whole:
        raise ValueError(f"{amount} cannot be taken from {whole}")
    if not amount:
        return [0] * len(weights)
    shares = [amount * weight // whole for weight in weights]
    largest = sorted(range(len(weights)), key=lambda n: (-(amount * weights[n] % whole), n))
    for n in largest[: amount - sum(shares)]:
        shares[n] += 1
    return shares
