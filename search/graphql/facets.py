"""Facets as shoppers see them: names for ids, in the request's language."""

from collections.abc import Mapping, Sequence

from marketplace.graphql.ids import global_id
from marketplace.graphql.rows import Row
from search.engines.protocol import BANDS, FACETS
from search.queries import labels

_TYPES = {"group": "ProductGroup", "seller": "Seller", "place": "Place"}

Facets = Mapping[str, Sequence[tuple[int, int]]]


def facet_rows(facets: Facets, language: str) -> list[Row]:
    """In the order of FACETS. One statement for all names."""
    names = labels(
        groups=_ids(facets, "group"),
        sellers=_ids(facets, "seller"),
        places=_ids(facets, "place"),
        language=language,
    )
    return [
        {"name": name, "values": [_value(name, value, count, names) for value, count in _ordered(name, facets[name])]}
        for name in FACETS
        if name in facets
    ]


def _ids(facets: Facets, name: str) -> list[int]:
    return [value for value, _ in facets.get(name, ())]


def _ordered(name: str, values: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Stars from the top and prices from below; all else by how many."""
    if name in ("stars", "price"):
        return sorted(values, reverse=name == "stars")
    return values


def _value(facet: str, value: int, count: int, names: Mapping[tuple[str, int], str]) -> Row:
    if facet == "stars":
        return {"value": str(value), "label": "★" * value, "count": count}
    if facet == "price":
        return {"value": _band(value), "label": _band_label(value), "count": count}
    return {"value": global_id(_TYPES[facet], value), "label": names.get((facet, value), ""), "count": count}


def _band(number: int) -> str:
    """ "50000..99999"; open at the ends."""
    least = "" if number == 0 else str(BANDS[number - 1])
    most = "" if number == len(BANDS) else str(BANDS[number] - 1)
    return f"{least}..{most}"


def _band_label(number: int) -> str:
    if number == 0:
        return f"< {_money(BANDS[0])}"
    if number == len(BANDS):
        return f"≥ {_money(BANDS[-1])}"
    return f"{_money(BANDS[number - 1])} – {_money(BANDS[number])}"


def _money(amount: int) -> str:
    return f"{amount:,} ₫".replace(",", ".")
