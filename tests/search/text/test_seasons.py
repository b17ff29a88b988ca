"""Which goods are in season on a day."""

from datetime import date

import pytest

from search.text.data import rows_of
from search.text.seasons import seasons_on, words_in_season


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 17), {"Tết Nguyên đán"}),
        (date(2026, 2, 18), set()),
        (date(2027, 2, 6), {"Tết Nguyên đán", "Mùa lạnh"}),
        (date(2030, 2, 2), {"Tết Nguyên đán", "Mùa lạnh"}),
        (date(2030, 2, 3), {"Mùa lạnh"}),  # Tết of China
        (date(2026, 9, 25), {"Trung thu", "Mùa cốm"}),
        (date(2028, 10, 3), {"Trung thu", "Mùa cốm"}),
        (date(2028, 10, 4), {"Mùa cốm"}),
        (date(2040, 12, 31), {"Mùa lạnh"}),  # over the new year
        (date(2041, 1, 1), {"Mùa lạnh"}),
        (date(2027, 4, 1), set()),
    ],
)
def test_seasons_of_a_day(day, expected):
    assert {season.name for season in seasons_on(day)} == expected


@pytest.mark.parametrize("feast", ["Tết Nguyên đán", "Trung thu"])
def test_feasts_are_there_for_every_year_until_2032(feast):
    years = [date.fromisoformat(row["ends"]).year for row in rows_of("seasons.csv") if row["name_vi"] == feast]
    assert years == list(range(2026, 2033))


def test_every_row_has_days_that_exist_and_words():
    for row in rows_of("seasons.csv"):
        begins, ends = (day if len(day) > 5 else f"2028-{day}" for day in (row["begins"], row["ends"]))
        assert date.fromisoformat(begins) and date.fromisoformat(ends), row
        assert len(row["begins"]) == len(row["ends"]), row
        assert all(phrase.strip() == phrase.lower() != "" for phrase in row["words"].split("|")), row


def test_words_are_told_once_a_day():
    words = words_in_season(date(2027, 1, 10))
    assert ("gạo", "nếp") in words and len(words) == len(set(words))
    assert words_in_season(date(2027, 4, 1)) == []
