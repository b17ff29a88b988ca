"""How hits are judged, and how the findings are told."""

from datetime import UTC, datetime

from benchmarks.search.__main__ import missed, section
from benchmarks.search.cases import Case, cases, goods, verdict

WHOLE = {"queries": 2, "first": 0.95, "first 3": 1.0, "mrr": 0.97, "nothing": 0.0}
QUICK = {"hits": {"p50": 5.0, "p95": 20.0, "longest": 40.0}}
SOON = {"PostgreSQL": {"published": {"p50": 90.0, "p95": 400.0, "longest": 700.0}}}
TIMES = {size: {"PostgreSQL": QUICK, "OpenSearch": QUICK} for size in (15_000, 100_000)}


def case(names=(), group="", **rules):
    return Case("x", "kind", names, group, rules)


def test_every_query_of_the_file_can_be_answered_by_some_of_the_goods():
    read = cases()
    assert len(read) == 62
    assert [one.query for one in read if not any(one.is_right(name) for name in goods())] == []


def test_all_rules_have_to_hold():
    assert case(["Nước mắm"], stars="4").is_right("Nước mắm Ninh Cơ")
    assert not case(["Nước mắm"], stars="3").is_right("Nước mắm Ninh Cơ")
    assert not case(["Bánh"]).is_right("Nước mắm Ninh Cơ")
    assert not case().is_right("Không bán ở đây")


def test_the_rank_is_that_of_the_first_right_hit():
    wanted = case(["Nước mắm"])
    assert verdict(wanted, ["Mắm tôm Ninh Cơ", "Nước mắm Ninh Cơ"], 2).rank == 2
    assert verdict(wanted, ["Mắm tôm Ninh Cơ"], 1).rank == 0


def test_musts_that_do_not_hold_are_named():
    good, bad = {"kinds": {"all": WHOLE}}, {"kinds": {"all": {**WHOLE, "first": 0.5}}}
    assert missed({"PostgreSQL": good, "OpenSearch": good}, TIMES, SOON) == []
    slow = {**TIMES, 15_000: {"PostgreSQL": {"hits": {"p50": 5.0, "p95": 31.0, "longest": 40.0}}}}
    assert missed({"PostgreSQL": good, "OpenSearch": bad}, slow, SOON) == [
        "p95 at 15,000",
        "first hit right (OpenSearch)",
    ]
    late = {"OpenSearch": {"published": {"p50": 90.0, "p95": 1_001.0, "longest": 1_100.0}}}
    assert missed({"PostgreSQL": good}, TIMES, late) == ["published (OpenSearch)"]


def test_the_section_has_a_row_for_each_kind_and_size():
    found = {"OpenSearch": {"kinds": {"typo": WHOLE, "all": WHOLE}, "missed": ["lenge (rank 2)"]}}
    text = section(found, TIMES, SOON, {"CPU": "two"}, datetime(2026, 11, 25, tzinfo=UTC))
    assert "| OpenSearch | typo | 2 | 95.0% | 100.0% | 0.970 | 0.0% |" in text
    assert "| 100,000 | PostgreSQL | hits | 5.0 | 20.0 | 40.0 | 60 |" in text
    assert "| PostgreSQL | published | 90 | 400 | 700 |" in text
    assert "Every must is met." in text and "lenge (rank 2)" in text
