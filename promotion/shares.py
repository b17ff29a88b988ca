from collections.abc import Iterable
from dataclasses import dataclass

TENTHS = 1000  # tenths of a percent in a whole


@dataclass(frozen=True, slots=True)
class Share:
    label: str
    count: int
    percent: float  # one decimal


def shares(counts: Iterable[tuple[str, int]]) -> list[Share]:
    """Percentages with one decimal by largest remainder, so that they add up to exactly 100, as the report's do."""
    entries = list(counts)
    total = sum(count for _, count in entries)
    if not total:
        return [Share(label, count, 0.0) for label, count in entries]
    tenths = [count * TENTHS // total for _, count in entries]
    by_remainder = sorted(range(len(entries)), key=lambda n: (-(entries[n][1] * TENTHS % total), n))
    for n in by_remainder[: TENTHS - sum(tenths)]:
        tenths[n] += 1
    return [Share(label, count, share / 10) for (label, count), share in zip(entries, tenths, strict=True)]
