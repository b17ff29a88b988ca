"""Reads the administrative units from marketplace/data (its README says where they come from)."""

import csv
import gzip
import io
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from marketplace.models import PlaceLevel
from marketplace.vietnamese import normalised

DATA = Path(__file__).parent / "data"
REFORM = date(2025, 7, 1)  # the first day without districts: Law 72/2025/QH15, Resolution 202/2025/QH15

KINDS = {
    PlaceLevel.PROVINCE: ("Tỉnh", "Thành phố"),
    PlaceLevel.DISTRICT: ("Huyện", "Quận", "Thị xã", "Thành phố"),
    PlaceLevel.COMMUNE: ("Xã", "Phường", "Thị trấn", "Đặc khu"),
}
_LEVEL_BY_DIGITS = {2: PlaceLevel.PROVINCE, 3: PlaceLevel.DISTRICT, 5: PlaceLevel.COMMUNE}


class BadRow(Exception):
    """A data file's row that cannot be loaded: tells file, line and reason."""

    def __init__(self, file: Path, line: int, reason: str) -> None:
        super().__init__(f"{file.name}, line {line}: {reason}.")


class Key(NamedTuple):
    level: PlaceLevel
    code: str
    valid_from: date | None


class Unit(NamedTuple):
    key: Key
    valid_to: date | None
    kind: str
    name: str
    parent: Key | None
    province_code: str

    @property
    def row(self) -> tuple[Any, ...]:
        return (*self.key, self.valid_to, self.kind, self.name, *(self.parent or (None, None, None)))


class Succession(NamedTuple):
    old: Key
    new: Key
    is_partial: bool

    @property
    def row(self) -> tuple[Any, ...]:
        return (*self.old, *self.new, self.is_partial)


class Line(NamedTuple):
    """One row of a file, that knows where it stands."""

    file: Path
    number: int
    values: dict[str, str]

    def bad(self, reason: str) -> BadRow:
        return BadRow(self.file, self.number, reason)

    def unit(self, level: PlaceLevel, code: str, name: str, parent: Key | None, province: str, **period: Any) -> Unit:
        key = Key(level, self._code(code, level), period.get("valid_from"))
        kind, short = self._kind_and_name(name, level)
        return Unit(key, period.get("valid_to"), kind, short, parent, province)

    def _code(self, code: str, level: PlaceLevel) -> str:
        if not code.isascii() or not code.isdigit() or _LEVEL_BY_DIGITS.get(len(code)) != level:
            raise self.bad(f"{code!r} is not the code of a {level.value.lower()}")
        return code

    def _kind_and_name(self, full_name: str, level: PlaceLevel) -> tuple[str, str]:
        spelled = normalised(full_name.strip())
        for kind in KINDS[level]:
            if spelled.startswith(f"{kind} ") and "\0" not in spelled:
                return kind, spelled.removeprefix(f"{kind} ")
        raise self.bad(f"{full_name!r} does not begin with one of {', '.join(KINDS[level])}")


def read_units(provinces: Collection[str] | None = None) -> list[Unit]:
    """All units, parents first. Raises BadRow, for example when two rows name one code differently."""
    units: dict[Key, Unit] = {}
    for line in _lines("units_until_2025.csv.gz"):
        _add(units, line, _units_until_2025(line))
    for line in _lines("units_ended_earlier.csv"):
        _add(units, line, [_unit_ended_earlier(line)])
    for line in _lines("units_since_2025.csv.gz"):
        _add(units, line, _units_since_2025(line))
    units.update(_units_of_namdinh(units))
    chosen = [unit for unit in units.values() if provinces is None or unit.province_code in provinces]
    return sorted(chosen, key=lambda unit: _LEVELS.index(unit.key.level))


def read_successions(units: Sequence[Unit]) -> list[Succession]:
    """Who followed whom, among `units`. Raises BadRow for a code that is in no file."""
    loaded = {unit.key for unit in units}
    found: dict[tuple[Key, Key], Succession] = {}
    for succession in (*_successions_of_the_reform(), *_earlier_successions()):
        found[succession.old, succession.new] = succession
    found = _with_namdinh(found)
    return [succession for succession in found.values() if {succession.old, succession.new} <= loaded]


_LEVELS = list(PlaceLevel)


def _units_until_2025(line: Line) -> Iterator[Unit]:
    values, period = line.values, {"valid_to": REFORM}
    province_code = values["province_code"]
    province = Key(PlaceLevel.PROVINCE, province_code, None)
    district = Key(PlaceLevel.DISTRICT, values["district_code"], None)
    yield line.unit(PlaceLevel.PROVINCE, province_code, values["province"], None, province_code, **period)
    yield line.unit(PlaceLevel.DISTRICT, district.code, values["district"], province, province_code, **period)
    if values["commune_code"]:
        yield line.unit(
            PlaceLevel.COMMUNE, values["commune_code"], values["commune"], district, province_code, **period
        )


def _units_since_2025(line: Line) -> Iterator[Unit]:
    values, period = line.values, {"valid_from": REFORM}
    province_code = values["province_code"]
    province = Key(PlaceLevel.PROVINCE, province_code, REFORM)
    yield line.unit(PlaceLevel.PROVINCE, province_code, values["province"], None, province_code, **period)
    yield line.unit(PlaceLevel.COMMUNE, values["commune_code"], values["commune"], province, province_code, **period)


def _unit_ended_earlier(line: Line) -> Unit:
    values = line.values
    if values["level"] != PlaceLevel.DISTRICT:
        raise line.bad("only districts are known to have ended earlier")
    province = values["parent_code"]
    parent = Key(PlaceLevel.PROVINCE, province, None)
    try:
        ended_on = date.fromisoformat(values["ended_on"])
    except ValueError as error:
        raise line.bad(f"{values['ended_on']!r} is not a date") from error
    return line.unit(PlaceLevel.DISTRICT, values["code"], values["unit"], parent, province, valid_to=ended_on)


def _units_of_namdinh(units: Mapping[Key, Unit]) -> dict[Key, Unit]:
    """The project's own list of Nam Định wins over the package's; its new units must exist."""
    province = Key(PlaceLevel.PROVINCE, "36", None)
    own: dict[Key, Unit] = {}
    for line in _lines("namdinh_units_2025.csv"):
        values = line.values
        district = Key(PlaceLevel.DISTRICT, values["old_district_code"], None)
        period = {"valid_to": REFORM}
        if Key(PlaceLevel.COMMUNE, values["new_unit_code"], REFORM) not in units:
            raise line.bad(f"no unit has the code {values['new_unit_code']!r}")
        _add(
            own,
            line,
            [
                line.unit(PlaceLevel.DISTRICT, district.code, values["old_district"], province, "36", **period),
                line.unit(
                    PlaceLevel.COMMUNE, values["old_commune_code"], values["old_commune"], district, "36", **period
                ),
            ],
        )
    return own


def _successions_of_the_reform() -> Iterator[Succession]:
    for line in _lines("successions_2025.csv.gz"):
        old, new = line.values["old_code"], line.values["new_code"]
        try:
            old_key = Key(_LEVEL_BY_DIGITS[len(old)], old, None)
            new_key = Key(_LEVEL_BY_DIGITS[len(new)], new, REFORM)
        except KeyError as error:
            raise line.bad(f"{old!r} or {new!r} is not a code of 2, 3 or 5 digits") from error
        if line.values["is_partial"] not in ("0", "1"):
            raise line.bad("is_partial is 0 or 1")
        yield Succession(old_key, new_key, line.values["is_partial"] == "1")


def _earlier_successions() -> Iterator[Succession]:
    for line in _lines("units_ended_earlier.csv"):
        old, new = line.values["code"], line.values["successor_code"]
        yield Succession(Key(PlaceLevel.DISTRICT, old, None), Key(PlaceLevel.DISTRICT, new, None), False)


def _with_namdinh(found: Mapping[tuple[Key, Key], Succession]) -> dict[tuple[Key, Key], Succession]:
    own = {}
    for line in _lines("namdinh_units_2025.csv"):
        old = Key(PlaceLevel.COMMUNE, line.values["old_commune_code"], None)
        new = Key(PlaceLevel.COMMUNE, line.values["new_unit_code"], REFORM)
        own[old, new] = Succession(old, new, line.values["split"] == "True")
    theirs = {old for old, _ in own}
    return {keys: succession for keys, succession in found.items() if keys[0] not in theirs} | own


def _add(units: dict[Key, Unit], line: Line, read: Sequence[Unit] | Iterator[Unit]) -> None:
    for unit in read:
        if units.setdefault(unit.key, unit) != unit:
            raise line.bad(f"code {unit.key.code} was {units[unit.key].name!r} before, and is {unit.name!r} here")


def _lines(name: str) -> Iterator[Line]:
    file = DATA / name
    reader = csv.DictReader(io.StringIO(_text(file), newline=""), strict=True)
    try:
        for values in reader:
            if None in values or None in values.values():
                raise BadRow(file, reader.line_num, f"needs {len(reader.fieldnames or ())} values")
            yield Line(file, reader.line_num, values)
    except csv.Error as error:
        raise BadRow(file, reader.line_num, str(error)) from error


def _text(file: Path) -> str:
    try:
        content = file.read_bytes()
        if file.suffix == ".gz":
            content = gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        raise BadRow(file, 1, str(error)) from error
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRow(file, content.count(b"\n", 0, error.start) + 1, str(error)) from error
