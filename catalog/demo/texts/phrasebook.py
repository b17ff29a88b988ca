"""The sentences that the demo's texts are put together from, by family of product; see the CSV files beside this."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from marketplace.tables import read_table

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Family:
    """What is the same for all products of a kind: what is in it, how to use and keep it, what to warn of."""

    ingredients: str
    usage: str
    storage: str
    warnings: str
    shelf_life_days: int | None
    process: str


@cache
def families() -> dict[str, Family]:
    columns = ["family", "ingredients", "usage", "storage", "warnings", "shelf_life_days", "process"]
    return {
        row.text("family"): Family(
            ingredients=row.text_or_empty("ingredients"),
            usage=row.text("usage"),
            storage=phrases("storage", row.text("storage"))[0],
            warnings=phrases("warnings", row.text("warnings"))[0],
            shelf_life_days=row.whole_number("shelf_life_days") if row.text_or_empty("shelf_life_days") else None,
            process=row.text_or_empty("process"),
        )
        for row in read_table(HERE / "families.csv", columns)
    }


def sentences(family: str, slot: str) -> list[str]:
    return _sentences()[family, slot]


def phrases(slot: str, key: str) -> list[str]:
    return _phrases()[slot, key]


@cache
def _sentences() -> dict[tuple[str, str], list[str]]:
    found = defaultdict(list)
    for row in read_table(HERE / "sentences.csv", ["family", "slot", "text"]):
        found[row.text("family"), row.text("slot")].append(row.text("text"))
    return dict(found)


@cache
def _phrases() -> dict[tuple[str, str], list[str]]:
    found = defaultdict(list)
    for row in read_table(HERE / "phrases.csv", ["slot", "key", "text"]):
        found[row.text("slot"), row.text("key")].append(row.text_or_empty("text"))
    return dict(found)
