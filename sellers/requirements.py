"""Which papers the law asks of whom: dated rows of sellers/data/requirements.csv, never code."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from marketplace.tables import Row, read_table
from sellers.models import GoodsKind, LegalForm, PaperKind

DATA = Path(__file__).resolve().parent / "data" / "requirements.csv"
COLUMNS = [
    "paper", "legal_forms", "goods", "is_required", "needs_expiry", "valid_from", "valid_to", "source", "note_vi",
    "note_en",
]  # fmt: skip
ALL = "*"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A paper that is asked for, on the days of one row; `valid_to` is the last of them, None while no end is known.

    Where `is_required`, nobody sells without it.
    """

    paper: PaperKind
    legal_forms: frozenset[str]
    goods: frozenset[str]
    is_required: bool
    needs_expiry: bool
    valid_from: date
    valid_to: date | None
    source: str
    note_vi: str
    note_en: str

    @property
    def note(self) -> str:
        """In the language of the request."""
        return self.note_en if get_language() == "en" else self.note_vi

    def holds(self, legal_form: str, goods: Collection[str], day: date) -> bool:
        is_in_force = self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
        return is_in_force and legal_form in self.legal_forms and not self.goods.isdisjoint(goods)


def requirements_of(legal_form: str, goods: Collection[str], day: date) -> list[Requirement]:
    """What is asked of a seller on that day, in the order of the file. Each kind of paper is there once."""
    return [row for row in all_requirements() if row.holds(legal_form, goods, day)]


@cache
def all_requirements() -> tuple[Requirement, ...]:
    """Raises BadRow."""
    return read_requirements(DATA)


def read_requirements(path: Path) -> tuple[Requirement, ...]:
    """Raises BadRow, also where two rows ask the same of the same seller on the same day."""
    found: list[Requirement] = []
    for row in read_table(path, COLUMNS):
        requirement = _requirement(row)
        if any(_overlap(requirement, other) for other in found):
            raise row.bad(f"another row asks for {requirement.paper} of the same sellers on the same days")
        found.append(requirement)
    return tuple(found)


def _requirement(row: Row) -> Requirement:
    valid_from, valid_to = row.day("valid_from"), row.day_or_none("valid_to")
    if valid_to is not None and valid_to < valid_from:
        raise row.bad("valid_to is before valid_from")
    return Requirement(
        paper=PaperKind(row.choice("paper", PaperKind.values)),
        legal_forms=_choices(row, "legal_forms", LegalForm.values),
        goods=_choices(row, "goods", GoodsKind.values),
        is_required=row.flag("is_required"),
        needs_expiry=row.flag("needs_expiry"),
        valid_from=valid_from,
        valid_to=valid_to,
        source=row.text("source"),
        note_vi=row.text("note_vi"),
        note_en=row.text("note_en"),
    )


def _choices(row: Row, column: str, known: Collection[str]) -> frozenset[str]:
    text = row.text(column)
    chosen = frozenset(known) if text == ALL else frozenset(text.split("|"))
    if not chosen <= set(known):
        raise row.bad(f"{column} is {text!r}: {ALL}, or some of {', '.join(known)}")
    return chosen


def _overlap(one: Requirement, other: Requirement) -> bool:
    return (
        one.paper == other.paper
        and not one.legal_forms.isdisjoint(other.legal_forms)
        and not one.goods.isdisjoint(other.goods)
        and one.valid_from <= (other.valid_to or date.max)
        and other.valid_from <= (one.valid_to or date.max)
    )
