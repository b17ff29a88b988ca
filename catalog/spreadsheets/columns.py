"""The columns that a product sheet may have, with the names that people give them in Vietnamese and English."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from marketplace.vietnamese import folded, normalised

TABLE = Path(__file__).resolve().parent / "columns.csv"


class Kind(StrEnum):
    """How a cell is read."""

    CODE = "CODE"
    LINE = "LINE"
    TEXT = "TEXT"
    MONEY = "MONEY"  # whole đồng
    NUMBER = "NUMBER"
    LENGTH = "LENGTH"  # of a side, in mm; 0: not measured
    GTIN = "GTIN"
    FLAG = "FLAG"
    GROUP = "GROUP"


@dataclass(frozen=True, slots=True)
class Column:
    """`longest`: characters, of texts. `also`: what else people call it."""

    key: str
    kind: Kind
    longest: int
    header_vi: str
    header_en: str
    also: tuple[str, ...]

    def header(self, language: str) -> str:
        return self.header_en if language.startswith("en") else self.header_vi


@cache
def columns() -> Mapping[str, Column]:
    """By key, in the order in which we write them."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["key"]: _column(row) for row in csv.DictReader(file)}


def columns_of(headers: Sequence[str]) -> list[Column | None]:
    """What each header means, in either language, with or without accents; None where we know of no such column."""
    known = _by_name()
    return [known.get(_plain(header)) for header in headers]


@cache
def _by_name() -> Mapping[str, Column]:
    return {
        _plain(name): column
        for column in columns().values()
        for name in (column.key, column.header_vi, column.header_en, *column.also)
    }


def _plain(header: str) -> str:
    """Without accents, case, units in brackets and the star that marks what is required."""
    words = folded(normalised(header)).partition("(")[0].replace("*", " ").replace("_", " ")
    return " ".join(words.split())


def _column(row: Mapping[str, str]) -> Column:
    return Column(
        row["key"],
        Kind(row["kind"]),
        int(row["longest"]),
        row["header_vi"],
        row["header_en"],
        tuple(name for name in row["also"].split("|") if name),
    )
