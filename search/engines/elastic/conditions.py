"""Which documents may be hits: words, limits that were lifted out of the query, and those that were chosen."""

from collections.abc import Sequence
from datetime import date

from elasticsearch.dsl import Q, Query

from search.engines.elastic.words import NAME, NAMES, TEXT, all_of, any_of, either, every, in_a_row, term_of, words
from search.engines.protocol import Asked, Limits, Reach


def meant(asked: Asked, *, in_texts: bool = False) -> list[Query]:
    """What the query itself says: its words, its price, its stars, its places.

    `in_texts`: of PHRASES, where no names say it.
    """
    understood = asked.understanding
    found = _words(asked, in_texts=in_texts)
    if understood.price is not None:
        found += _prices(understood.price.least, understood.price.most)
    if understood.stars:
        found.append(_stars(understood.stars, asked.today))
    if understood.places:
        found.append(either(_place(place.ids, place.phrase.folded) for place in understood.places))
    return found


def named(asked: Asked) -> Query:
    """All words in names."""
    return all_of(asked.understanding.required, NAMES, accented=asked.reach is Reach.EXACT)


def _words(asked: Asked, *, in_texts: bool) -> list[Query]:
    required = asked.understanding.required
    if not required:
        return []
    match asked.reach:
        case Reach.PHRASES if in_texts:
            return [in_a_row(required, TEXT)]
        case Reach.SOME:
            everywhere = every(either(term_of(term, field) for field in (NAMES, TEXT)) for term in required)
            return [either([any_of(required, NAMES), everywhere])]
    return [named(asked)]


def chosen(limits: Limits, today: date) -> dict[str, Query]:
    """What the shopper's own limits demand, by facet, for each counts what passes all others. No entry: no limit."""
    passes: dict[str, list[Query]] = {
        "group": [Q("terms", group_id=list(limits.groups))] if limits.groups else [],
        "seller": [Q("terms", seller_id=list(limits.sellers))] if limits.sellers else [],
        "place": [Q("terms", units=list(limits.places))] if limits.places else [],
        "stars": [_stars(limits.stars, today)] if limits.stars else [],
        "price": _prices(limits.price_min, limits.price_max),
        "other": _others(limits, today),
    }
    return {name: every(conditions) for name, conditions in passes.items() if conditions}


def certified(today: date) -> Query:
    return Q("range", certified_until={"gte": today.isoformat()})


def _others(limits: Limits, today: date) -> list[Query]:
    found = []
    if limits.is_available is not None:
        found.append(Q("term", is_available=limits.is_available))
    if limits.is_certified is not None:
        holds = certified(today)
        found.append(holds if limits.is_certified else Q("bool", must_not=[holds]))
    return found


def _stars(stars: Sequence[int], today: date) -> Query:
    return every([certified(today), Q("terms", stars=list(stars))])


def _prices(least: int | None, most: int | None) -> list[Query]:
    """Of any variant: a product from 40,000 to 90,000 is one for 80,000."""
    found = []
    if least is not None:
        found.append(Q("range", price_max={"gte": least}))
    if most is not None:
        found.append(Q("range", price_min={"lte": most}))
    return found


def _place(ids: Sequence[int], name: Sequence[str]) -> Query:
    """Of the place, or with its name in the goods' or the seller's own."""
    return either([Q("terms", units=list(ids)), words(name, NAME, "belongs")])
