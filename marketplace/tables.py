"""CSV files that ship with the project, read with errors that say where to look."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path


class BadRow(Exception):
    """A row that cannot be loaded. The message says file, line and reason, so that a person can mend it."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path.name}:{line}: {reason}")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table. Readers of a cell raise BadRow when the cell is not what the column needs."""

    path: Path
    line: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        value = self.cells[column]
        if not value:
            raise self.bad(f"{column} is empty")
        return value

    def text_or_empty(self, column: str) -> str:
        return self.cells[column]

    def choice(self, column: str, choices: Sequence[str]) -> str:
        value = self.cells[column]
        if value not in choices:
            raise self.bad(f"{column} is {value!r}, not one of: {', '.join(choices)}")
        return value

    def flag(self, column: str) -> bool:
        return self.choice(column, ("0", "1")) == "1"

    def whole_number(self, column: str, *, minimum: int = 0, maximum: int = 99_999_999_999) -> int:
        value = self.cells[column]
        if not (value.isascii() and value.isdigit() and minimum <= int(value) <= maximum):
            raise self.bad(f"{column} is {value!r}, not a whole number from {minimum} to {maximum}")
        return int(value)

    def day(self, column: str) -> date:
        try:
            return date.fromisoformat(self.cells[column])
        except ValueError:
            raise self.bad(f"{column} is {self.cells[column]!r}, not a date like 2020-12-31") from None

    def day_or_none(self, column: str) -> date | None:
        return self.day(column) if self.cells[column] else None

    def bad(self, reason: str) -> BadRow:
        return BadRow(self.path, self.line, reason)


def read_table(path: Path, columns: Sequence[str]) -> list[Row]:
    """All rows of a UTF-8 CSV file that has exactly these columns. Raises BadRow."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise BadRow(path, line, "this is not UTF-8") from error
    return list(_rows(path, text, columns))


def _rows(path: Path, text: str, columns: Sequence[str]) -> Iterator[Row]:
    if "\0" in text:
        raise BadRow(path, text[: text.index("\0")].count("\n") + 1, "there is a NUL character")
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    line = 1
    try:
        if next(reader, []) != list(columns):
            raise BadRow(path, 1, f"the columns must be: {','.join(columns)}")
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) != len(columns):
                raise BadRow(
                    path,
                    line,
                    f"{len(cells)} cells instead of {len(columns)}",
                )
            yield Row(path, line, {column: cell.strip() for column, cell in zip(columns, cells, strict=True)})
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadRow(path, line, str(error)) from error
