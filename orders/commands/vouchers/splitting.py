"""An amount shared out in whole đồng, so that the shares add up to exactly that amount."""

from collections.abc import Sequence


def split(amount: int, weights: Sequence[int]) -> list[int]:
    """By largest remainder; of equal remainders the earlier gets the đồng.

    `amount` is at most the sum of the weights, so that no share is above its weight; neither is negative.
    """
    whole = sum(weights)
    if not 0 <= amount <= whole:
        raise ValueError(f"{amount} cannot be taken from {whole}")
    if whole == 0:
        return [0] * len(weights)
    shares = [amount * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda n: -(amount * weights[n] % whole))
    for n in by_remainder[: amount - sum(shares)]:
        shares[n] += 1
    return shares
