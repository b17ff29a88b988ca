"""Who may recognise how many stars, and from how many points: dated rows, because decisions change them.

`recognition.csv` starts with the programme itself (490/QĐ-TTg, 2018-05-07). Its last rows start with the end of the
districts (2025-07-01), five days before Decision 1489: from then on there was no district that could have sat.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from catalog.certification.models import CertificateLevel
from marketplace.tables import Row, read_table

TABLE = Path(__file__).resolve().parent / "recognition.csv"
COLUMNS = ["decision", "valid_from", "valid_to", "stars", "level", "least_points"]


@dataclass(frozen=True, slots=True)
class Recognition:
    decision: str
    valid_from: date
    valid_to: date | None  # first day out of force
    stars: int
    level: CertificateLevel
    least_points: int


def recognitions_on(day: date) -> dict[int, Recognition]:
    """By stars. Empty before the programme; 1 and 2 stars are scored, but never recognised."""
    return {
        rule.stars: rule
        for rule in _rules()
        if rule.valid_from <= day and (rule.valid_to is None or day < rule.valid_to)
    }


@cache
def _rules() -> tuple[Recognition, ...]:
    return tuple(_rule(row) for row in read_table(TABLE, COLUMNS))


def _rule(row: Row) -> Recognition:
    return Recognition(
        decision=row.text("decision"),
        valid_from=row.day("valid_from"),
        valid_to=row.day_or_none("valid_to"),
        stars=row.whole_number("stars", minimum=1, maximum=5),
        level=CertificateLevel(row.choice("level", CertificateLevel.values)),
        least_points=row.whole_number("least_points", maximum=100),
    )
