"""How the findings of the import are told."""

from datetime import UTC, datetime

from benchmarks.imports import missed, section

TAKEN = {"rows": 10_000, "check": 4.0, "apply": 20.0, "cpu": 19.0, "megabytes": 127.4}
COMPUTER = {"CPU": "two"}
DAY = datetime(2026, 11, 25, tzinfo=UTC)


def test_time_and_memory_have_musts():
    assert missed({"csv": TAKEN}) == []
    assert missed({"csv": {**TAKEN, "apply": 117.0}, "xlsx": {**TAKEN, "megabytes": 301}}) == [
        *("csv: time", "xlsx: memory")
    ]


def test_the_section_has_a_row_for_each_kind_of_file():
    text = section({"csv": TAKEN}, COMPUTER, DAY)
    assert "| csv | 10,000 | 4.0 | 20.0 | 19.0 | 127 |" in text
    assert "Every must is met." in text
    assert "**Missed: csv: time**" in section({"csv": {**TAKEN, "check": 200.0}}, COMPUTER, DAY)
