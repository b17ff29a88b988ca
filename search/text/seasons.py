"""What goods are looked for at which time of the year: fruits by month, feasts by their days of the moon."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from marketplace.vietnamese import normalised
from search.text.data import rows_of


class Season(NamedTuple):
    """`begins` and `ends`, both included, as ISO days: of one year, or without it of every year."""

    name: str
    begins: str
    ends: str
    phrases: tuple[tuple[str, ...], ...]

    def has(self, day: date) -> bool:
        today = day.isoformat()[-len(self.begins) :]
        if self.begins <= self.ends:
            return self.begins <= today <= self.ends
        return today >= self.begins or today <= self.ends


def seasons_on(day: date) -> Iterator[Season]:
    return (season for season in _seasons() if season.has(day))


def words_in_season(day: date) -> list[tuple[str, ...]]:
    """Phrases in names of goods, each once."""
    return list(dict.fromkeys(phrase for season in seasons_on(day) for phrase in season.phrases))


@cache
def _seasons() -> tuple[Season, ...]:
    return tuple(
        Season(
            row["name_vi"],
            row["begins"],
            row["ends"],
            tuple(tuple(normalised(phrase).split()) for phrase in row["words"].split("|")),
        )
        for row in rows_of("seasons.csv")
    )
