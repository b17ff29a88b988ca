"""The facets of a search as links: each adds its value to the address, or takes it back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from storefront.addresses import Query, address, without

SHOWN = 8  # values of a facet before the rest is folded away
TITLES = {
    "group": _("Kind of product"),
    "stars": _("Stars"),
    "price": _("Price"),
    "place": _("Place"),
    "seller": _("Producer"),
}
# The address's name for each; a price band is two of them.
_NAMES = {"group": "nhom", "stars": "sao", "place": "noi", "seller": "ban"}
_SINGLE = {"place", "seller"}  # the address takes one


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    title: Any
    choices: Sequence[Choice]

    @property
    def first(self) -> Sequence[Choice]:
        return self.choices[:SHOWN]

    @property
    def rest(self) -> Sequence[Choice]:
        return self.choices[SHOWN:]


def facets(found: Sequence[Mapping[str, Any]], path: str, query: Query) -> list[Facet]:
    """Those that would narrow anything, in the order of TITLES."""
    by_name = {facet["name"]: facet["values"] for facet in found}
    made = [
        Facet(title, [_choice(name, value, path, query) for value in by_name[name]]) for name, title in TITLES.items()
    ]
    return [facet for facet in made if len(facet.choices) > 1 or any(choice.is_chosen for choice in facet.choices)]


def labels(found: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What groups, places and sellers are called, by id."""
    return {value["value"]: value["label"] for facet in found for value in facet["values"]}


def _choice(name: str, value: Mapping[str, Any], path: str, query: Query) -> Choice:
    is_chosen, other = _price(value["value"], query) if name == "price" else _listed(name, value["value"], query)
    return Choice(value["label"], value["count"], address(path, other), is_chosen)


def _listed(name: str, value: str, query: Query) -> tuple[bool, Query]:
    key = _NAMES[name]
    chosen = query.get(key, [])
    if value in chosen:
        return True, without(query, key, value)
    return False, {**query, key: [value] if name in _SINGLE else [*chosen, value]}


def _price(value: str, query: Query) -> tuple[bool, Query]:
    least, _sign, most = value.partition("..")
    band = {name: [amount] for name, amount in (("gia-tu", least), ("gia-den", most)) if amount}
    others = {name: values for name, values in query.items() if name not in ("gia-tu", "gia-den")}
    is_chosen = {name: query[name] for name in ("gia-tu", "gia-den") if name in query} == band
    return is_chosen, others if is_chosen else {**others, **band}
