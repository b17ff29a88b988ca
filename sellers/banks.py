"""Banks that take transfers by NAPAS, from sellers/data/banks.csv."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from marketplace.tables import Row, read_table

DATA = Path(__file__).resolve().parent / "data" / "banks.csv"
COLUMNS = ["bin", "code", "short_name", "name_vi"]


@dataclass(frozen=True, slots=True)
class Bank:
    bin: str
    code: str
    short_name: str
    name: str


@cache
def banks() -> Mapping[str, Bank]:
    """By BIN, in the order of their short names. Raises BadRow."""
    found: dict[str, Bank] = {}
    for row in read_table(DATA, COLUMNS):
        bank = _bank(row)
        if bank.bin in found:
            raise row.bad(f"{bank.bin} is there twice")
        found[bank.bin] = bank
    return found


def _bank(row: Row) -> Bank:
    number = row.text("bin")
    if not (number.isascii() and number.isdigit() and len(number) == 6):
        raise row.bad(f"bin is {number!r}, not six digits")
    return Bank(number, row.text("code"), row.text("short_name"), row.text("name_vi"))
