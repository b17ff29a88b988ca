"""What a product is, told from the first words of its name: how it is drawn and how it is written about."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from marketplace.tables import read_table

KINDS = Path(__file__).resolve().parent / "data" / "kinds.csv"
COLUMNS = ["keyword", "vessel", "motif", "scheme", "family", "main"]


@dataclass(frozen=True, slots=True)
class Kind:
    """`family` names its sentences (texts/families.csv), `main` its main ingredient, in Vietnamese."""

    keyword: str
    vessel: str
    motif: str
    scheme: str
    family: str
    main: str


@cache
def kinds() -> tuple[Kind, ...]:
    rows = read_table(KINDS, COLUMNS)
    return tuple(Kind(*(row.text(column) for column in COLUMNS)) for row in rows)


def kind_of(name: str) -> Kind | None:
    """The kind with the longest keyword that the name begins with."""
    found = [kind for kind in kinds() if name.startswith(kind.keyword)]
    return max(found, key=lambda kind: len(kind.keyword), default=None)


def draw_lot(*parts: object) -> int:
    """A number that looks random and is the same on every machine and every run."""
    text = "\x1f".join(str(part) for part in parts)
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big")
