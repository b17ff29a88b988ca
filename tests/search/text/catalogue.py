"""The demo catalogue as the text functions need it, read from its files: no database is asked."""

import csv
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from marketplace.models import PlaceLevel
from marketplace.place_data import Key, read_successions, read_units
from marketplace.vietnamese import folded
from search.text.lexicon import Lexicon, lexicon_of
from search.text.place_names import PlaceNames, PlaceRow, place_names_of
from search.text.understand import understand

DATA = Path(__file__).resolve().parents[3] / "catalog" / "demo" / "data"


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def lexicon() -> Lexicon:
    goods = [row["name_vi"] for row in rows("products.csv")]
    return lexicon_of(goods + [row["producer_vi"] for row in rows("producers.csv")])


@cache
def places() -> PlaceNames:
    """Every unit of the country, with the demo's goods counted on their ground."""
    units = read_units()
    ids = {unit.key: number for number, unit in enumerate(units, start=1)}
    above = _above(units)
    goods = _goods(units, above)
    return place_names_of(
        PlaceRow(
            ids[unit.key],
            unit.key.code,
            unit.key.level.value,
            unit.kind,
            unit.name,
            goods[unit.key],
            tuple(ids[key] for key in above[unit.key]),
        )
        for unit in units
    )


def meant(query, undo=()):
    return understand(query, lexicon=lexicon(), places=places(), undo=undo)


def _above(units):
    """Parents and successors, and theirs: what PlaceCover holds, seen from below."""
    steps = defaultdict(set)
    for unit in units:
        if unit.parent is not None:
            steps[unit.key].add(unit.parent)
    for succession in read_successions(units):
        steps[succession.old].add(succession.new)
    above = {}
    for unit in units:
        seen, waiting = set(), list(steps[unit.key])
        while waiting:
            key = waiting.pop()
            if key not in seen:
                seen.add(key)
                waiting += steps[key]
        above[unit.key] = seen
    return above


def _goods(units, above):
    """Goods of a new commune stand on the ground of the old ones it succeeded too."""
    before = defaultdict(set)
    for succession in read_successions(units):
        before[succession.new].add(succession.old)
    counted = Counter()
    for producer in rows("producers.csv"):
        key = _place(producer, units)
        ground = {key, *above[key]}
        for old in before[key]:
            ground |= {old, *above[old]}
        for covered in ground:
            counted[covered] += int(producer["product_count"])
    return counted


def _place(producer, units):
    if producer["unit_2025_code"]:
        return next(u.key for u in units if u.key.code == producer["unit_2025_code"] and u.valid_to is None)
    return next(
        unit.key
        for unit in units
        if unit.parent == Key(PlaceLevel.PROVINCE, "36", None)
        and folded(f"{unit.kind} {unit.name}") == folded(producer["district"])
    )
