from datetime import UTC, datetime

import pytest

from benchmarks.bar import Bar
from benchmarks.bars import Findings, bars
from benchmarks.checkout.measure import Checkouts
from benchmarks.databases import LARGE, SMALL
from benchmarks.figures import Sample
from benchmarks.report import report
from benchmarks.rounds import CASES, CONNECTIONS, LIST, LIST_KEPT

COUNTS = {"list of 10": 1, "list of 24": 1, "list of 100": 1, "detail": 5, "tree": 2}
CHECKOUTS = Checkouts(
    {"basket": 9, "order": 20}, {1: [Sample(50, 30, 10, 40, 60)], 8: [Sample(80, 32, 12, 200, 300)]}
)


def findings(*, list_cpu: float = 1.5, counts_at_large: dict[str, int] = COUNTS) -> Findings:
    """Everything takes 1 ms, but for lists and kept lists."""
    taken = {LIST: list_cpu, LIST_KEPT: 0.25}
    samples = {
        (case.name, case.size, connections): [Sample(100, taken.get(case.name, 1), 0, 1, 2)] * 3
        for case in CASES
        for connections in CONNECTIONS
    }
    return Findings(samples, {SMALL: COUNTS, LARGE: counts_at_large}, 100, 110, 1.25, CHECKOUTS)


def verdicts(found: Findings) -> dict[str, str]:
    return {bar.what: bar.verdict for bar in bars(found)}


@pytest.mark.parametrize(("cpu", "verdict"), [(1.5, "aim met"), (4.5, "met"), (5.5, "MISSED")])
def test_list_is_judged_by_its_ratio_to_the_floor(cpu, verdict):
    assert verdicts(findings(list_cpu=cpu))["list of 24, nothing cached: CPU"] == verdict


def test_statements_that_grow_with_the_page_miss_a_must():
    growing = verdicts(findings(counts_at_large={**COUNTS, "list of 100": 3}))
    assert growing["SQL statements, list"] == "met"
    assert growing["other counts at 10 or 100 rows, at 2,000 or 50,000 products"] == "MISSED"


def test_report_names_what_was_missed():
    found = findings(list_cpu=7)
    text = report(found, bars(found), {"CPU": "some"}, datetime(2026, 11, 24, tzinfo=UTC))
    assert "**Missed: list of 24, nothing cached: CPU**" in text
    assert "| list of 24, nothing cached: CPU | 5 | 2 | 7 × the floor | MISSED |" in text
    assert "| 8 | 80 | 32.0 | 12.0 | 44.0 | 200.0 | 300.0 |" in text
    assert "| SQL statements, purchase from two sellers | 40 | 25 | 29 | met |" in text
    assert "| list, cached | 50,000 | 8 | 300 | 0.25 | 0 | 0.25 | 0.25 | 1 | 2 |" in text


def test_bar_is_met_at_its_limit():
    assert Bar("start", 3, 3, 2).verdict == "met"
    assert Bar("start", 2, 3, 2).verdict == "aim met"
