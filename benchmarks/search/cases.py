"""What shoppers type, and which of the demo's goods are right for it: data/search_queries.csv, read and judged."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from catalog.demo.source import DATA as DEMO
from marketplace.vietnamese import normalised

QUERIES = Path(__file__).resolve().parents[1] / "data" / "search_queries.csv"
NEAR = 0.3  # "100k" means about that much

Facts = Mapping[str, str]  # a row of the demo's products.csv


@dataclass(frozen=True, slots=True)
class Case:
    """`names`: pieces of a name, any of which will do; `group` and `rules` narrow further. All have to hold."""

    query: str
    kind: str
    names: Sequence[str]
    group: str
    rules: Mapping[str, str]

    def is_right(self, name: str) -> bool:
        facts = goods().get(name)
        if facts is None:
            return False
        said = _plain(name)
        return (
            (not self.names or any(_plain(piece) in said for piece in self.names))
            and (not self.group or self.group in (facts["group"], facts["subgroup"]))
            and all(_holds(rule, value, facts) for rule, value in self.rules.items())
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """`rank` of the first right one, from 1; 0 where none of the first ten is."""

    case: Case
    rank: int
    hits: int


def cases(path: Path = QUERIES) -> list[Case]:
    with path.open(encoding="utf-8", newline="") as file:
        return [_case(row) for row in csv.DictReader(file)]


@cache
def goods() -> Mapping[str, Facts]:
    with (DEMO / "products.csv").open(encoding="utf-8", newline="") as file:
        return {row["name_vi"]: row for row in csv.DictReader(file)}


def verdict(case: Case, names: Sequence[str], hits: int) -> Verdict:
    """`names` of the first ten hits, the best first."""
    right = [number for number, name in enumerate(names, start=1) if case.is_right(name)]
    if "sort" in case.rules and names and right[:1] == [1]:
        prices = [int(goods()[name]["price_vnd"]) for name in names]
        right = right if prices[0] == min(prices) else []
    return Verdict(case, right[0] if right else 0, hits)


def _case(row: Mapping[str, str]) -> Case:
    rules = dict(_rule(part) for part in [row["expected_filter"]] if part)
    names = [piece for piece in row["expected_product_name_substring"].split("|") if piece]
    return Case(row["query"], row["kind"], names, row["expected_group"], rules)


def _rule(text: str) -> tuple[str, str]:
    for sign in ("<=", "~"):
        if sign in text:
            name, _, value = text.partition(sign)
            return f"{name}{sign}", value
    name, _, value = text.partition("=")
    return name, value


def _holds(rule: str, value: str, facts: Facts) -> bool:
    price = int(facts["price_vnd"])
    match rule:
        case "price<=":
            return price <= int(value)
        case "price~":
            return abs(price - int(value)) <= NEAR * int(value)
        case "district":
            return value in ("*", facts["district"])
        case "stars":
            return facts["stars"] == value
        case "subgroup":
            return facts["subgroup"] == value
        case "producer":
            return facts["producer_vi"] == value
        case "producer_type":
            return facts["producer_type"] == value
        case "pack":
            return value in facts["pack"] or value in facts["name_vi"]
    return rule == "sort"


def _plain(text: str) -> str:
    return normalised(text).lower()
