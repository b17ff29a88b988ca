"""Findings as Markdown: first the bars, then what each case took."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from benchmarks.bar import Bar
from benchmarks.bars import Findings
from benchmarks.checkout import measure as checkout
from benchmarks.databases import LARGE, SMALL
from benchmarks.figures import Sample, middle, ratio
from benchmarks.rounds import DETAIL, DETAIL_FLOOR, LIST, LIST_FLOOR, LIST_KEPT, ROUNDS, SECONDS
from benchmarks.tables import table

RESULTS = Path(__file__).parent / "results.md"
NO_FLOOR = "–"
FLOORS = {LIST: LIST_FLOOR, LIST_KEPT: LIST_FLOOR, DETAIL: DETAIL_FLOOR}
COLUMNS = (
    *("case", "products", "connections", "requests", "CPU: application", "database", "together", "× floor"),
    *("p50", "p95"),
)


def report(found: Findings, judged: Sequence[Bar], machine: Mapping[str, str], now: datetime) -> str:
    missed = [bar.what for bar in judged if not bar.is_met]
    lines = [
        "# Results of `make bench`",
        "",
        f"{now:%Y-%m-%d %H:%M} UTC. {'**Missed: ' + '; '.join(missed) + '**' if missed else 'Every must is met.'}",
        "",
        *(f"- {name}: {value}" for name, value in machine.items()),
        "",
        *table(["what", "must", "aim", "seen", ""], [_bar(bar) for bar in judged]),
        "",
        f"## Each case: medians of {ROUNDS} interleaved rounds of {SECONDS} s",
        "",
        *table(
            COLUMNS,
            [_case(found, *key) for key in sorted(found.samples)],
        ),
        "",
        "Times in ms a request; CPU is that of all of the server's processes. The client runs on the same cores.",
        "",
        "## SQL statements a request",
        "",
        *table(
            ["request", *(f"{size:,} products" for size in (SMALL, LARGE))],
            [
                [name, *(str(found.statements[size][name]) for size in (SMALL, LARGE))]
                for name in found.statements[LARGE]
            ],
        ),
        "",
        _memory(found),
        "",
        "## Purchase",
        "",
        *checkout.lines(found.checkouts),
        "",
    ]
    return "\n".join(lines)


def _bar(bar: Bar) -> list[str]:
    aim = NO_FLOOR if bar.aim is None else f"{bar.aim:g}"
    return [bar.what, f"{bar.most:g}", aim, f"{_short(bar.seen)}{bar.unit}", bar.verdict]


def _memory(found: Findings) -> str:
    own, resident = _short(found.worker_megabytes), _short(found.worker_resident_megabytes)
    return f"A web worker after the load: {own} MB of its own (PSS), {resident} MB resident."


def _case(found: Findings, name: str, size: int, connections: int) -> list[str]:
    samples = found.samples[name, size, connections]
    floor = found.samples.get((FLOORS.get(name, ""), size, connections))
    figures = (
        middle(samples, lambda sample: sample.application),
        middle(samples, lambda sample: sample.database),
        middle(samples, lambda sample: sample.cpu),
    )
    times = (middle(samples, lambda sample: sample.middle), middle(samples, lambda sample: sample.slow))
    return [
        *(name, f"{size:,}", str(connections), f"{sum(sample.requests for sample in samples):,}"),
        *(_short(figure) for figure in figures),
        _short(ratio(samples, floor, _cpu)) if floor is not None else NO_FLOOR,
        *(_short(time) for time in times),
    ]


def _cpu(sample: Sample) -> float:
    return sample.cpu


def _short(figure: float) -> str:
    return f"{figure:.0f}" if figure == int(figure) or figure >= 100 else f"{figure:.2f}"
