"""The harness's arithmetic."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Sample:
    """One case in one round. Times in ms; CPU times for each request."""

    requests: int
    application: float
    database: float
    middle: float  # p50 of the time that a request took
    slow: float  # p95

    @property
    def cpu(self) -> float:
        return self.application + self.database


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of all values do not exceed (nearest rank)."""
    ordered = sorted(values)
    rank = -(-len(ordered) * share // 1)  # rounded up
    return ordered[max(0, int(rank) - 1)]


def sampled(latencies: Sequence[float], application: float, database: float) -> Sample:
    """From seconds."""
    count = len(latencies)
    return Sample(
        count,
        application * 1000 / count,
        database * 1000 / count,
        percentile(latencies, 0.5) * 1000,
        percentile(latencies, 0.95) * 1000,
    )


def middle(samples: Sequence[Sample], value: Callable[[Sample], float]) -> float:
    return median(value(sample) for sample in samples)


def ratio(samples: Sequence[Sample], others: Sequence[Sample], value: Callable[[Sample], float]) -> float:
    """The median of the rounds' ratios: what slows the machine for a while slows both sides of a round."""
    return median(value(one) / value(other) for one, other in zip(samples, others, strict=True))
