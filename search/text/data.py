"""The word lists of search/data, whose README says where they come from."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"


def rows_of(name: str) -> Iterator[Mapping[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
