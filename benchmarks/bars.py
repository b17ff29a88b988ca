"""What is promised (the table of bars in the design), and whether this run keeps it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.bar import Bar
from benchmarks.checkout import measure as checkout
from benchmarks.checkout.measure import Checkouts
from benchmarks.databases import LARGE, SMALL
from benchmarks.figures import Sample, ratio
from benchmarks.requests import PAGE
from benchmarks.rounds import CONNECTIONS, DETAIL, LIST, LIST_FLOOR, LIST_KEPT, Samples


@dataclass(frozen=True, slots=True)
class Findings:
    """`statements`: by catalogue size, then by request."""

    samples: Samples
    statements: Mapping[int, Mapping[str, int]]
    worker_megabytes: float  # PSS
    worker_resident_megabytes: float
    start_seconds: float
    checkouts: Checkouts


def bars(found: Findings) -> list[Bar]:
    counts = found.statements
    lists = [counts[size][f"list of {rows}"] for size in (SMALL, LARGE) for rows in (10, PAGE, 100)]
    details = [counts[size]["detail"] for size in (SMALL, LARGE)]
    different = len({*lists}) - 1 + len({*details}) - 1
    return [
        *_of_lists(found.samples),
        Bar("SQL statements, list", max(lists), 4, 2),
        Bar("SQL statements, detail", max(details), 8, 5),
        Bar(f"other counts at 10 or 100 rows, at {SMALL:,} or {LARGE:,} products", different, 0, None),
        Bar("memory of a web worker (PSS)", found.worker_megabytes, 160, 120, " MB"),
        Bar("start of a web worker, to its first list", found.start_seconds, 3, 2, " s"),
        *checkout.bars(found.checkouts),
    ]


def _of_lists(samples: Samples) -> list[Bar]:
    return [
        Bar(f"list of {PAGE}, nothing cached: CPU", _worst(samples, LIST, _cpu), 5, 2, " × the floor"),
        Bar(f"list of {PAGE}, cached: CPU", _worst(samples, LIST_KEPT, _cpu), 1, 0.5, " × the floor"),
        Bar(
            f"list at {LARGE:,} products: time at 1 connection",
            ratio(samples[LIST, LARGE, 1], samples[LIST, SMALL, 1], _middle),
            1.5,
            None,
            f" × that at {SMALL:,}",
        ),
        Bar(
            f"detail at {LARGE:,} products: time at 1 connection",
            ratio(samples[DETAIL, LARGE, 1], samples[DETAIL, SMALL, 1], _middle),
            1.5,
            None,
            f" × that at {SMALL:,}",
        ),
    ]


def _worst(samples: Samples, name: str, value: Callable[[Sample], float]) -> float:
    """Of both catalogues, and of one connection and many."""
    return max(
        ratio(samples[name, size, connections], samples[LIST_FLOOR, size, connections], value)
        for size in (SMALL, LARGE)
        for connections in CONNECTIONS
        if (name, size, connections) in samples
    )


def _cpu(sample: Sample) -> float:
    return sample.cpu


def _middle(sample: Sample) -> float:
    return sample.middle
