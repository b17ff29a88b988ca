"""From the API's filter to the catalogue's conditions."""

from typing import Any

import graphene
from django.utils.translation import gettext as _

from catalog.queries import SORTS, group_ids_below
from marketplace.errors import BadFilter
from marketplace.graphql.few import few
from marketplace.graphql.ids import pks_of
from marketplace.graphql.scalars import BigInt
from marketplace.graphql.types.places import check_places
from marketplace.keysets import Sort
from sellers.queries import count_sellers

MOST_IDS = 100


class MoneyRange(graphene.InputObjectType):
    """Whole đồng, both ends included."""

    min = BigInt()
    max = BigInt()


class ProductFilter(graphene.InputObjectType):
    """All that is given must hold; within one list, any."""

    groups = graphene.List(graphene.NonNull(graphene.ID), description="With all below them")
    sellers = graphene.List(graphene.NonNull(graphene.ID))
    places = graphene.List(graphene.NonNull(graphene.ID), description="With all below them and all they succeeded")
    stars = graphene.List(graphene.NonNull(graphene.Int))
    price = MoneyRange()
    is_available = graphene.Boolean()
    is_certified = graphene.Boolean()


class ProductSort(graphene.Enum):
    NEWEST = "NEWEST"
    PRICE_ASC = "PRICE_ASC"
    PRICE_DESC = "PRICE_DESC"
    STARS = "STARS"
    RATING = "RATING"
    BEST_SELLING = "BEST_SELLING"
    NAME = "NAME"
    RELEVANCE = "RELEVANCE"


def sort_of(sort: Any) -> Sort[Any]:
    """Relevance to no query is newness."""
    name = "NEWEST" if sort is None else str(getattr(sort, "value", sort))
    return SORTS["NEWEST" if name == "RELEVANCE" else name]


def values_of(filter: Any) -> dict[str, Any]:
    """The conditions that a ProductFilter sets, with their values; empty lists set none. Raises BadFilter, BadId."""
    values: dict[str, Any] = {}
    if filter is not None:
        _add_lists(values, filter)
        _add_price(values, filter.get("price") or {})
        _add_flags(values, filter)
    return values


def _add_lists(values: dict[str, Any], filter: Any) -> None:
    names = ("groups", "sellers", "places", "stars")
    given = {name: few(filter.get(name), MOST_IDS, field=["filter", name]) for name in names}
    if given["groups"]:
        groups = pks_of(given["groups"], "ProductGroup", field=["filter", "groups"])
        values["groups"] = sorted(group_ids_below(groups))
        if not set(groups) <= set(values["groups"]):
            raise BadFilter(_("There is no such group."), field=["filter", "groups"])
    if given["sellers"]:
        values["sellers"] = pks_of(given["sellers"], "Seller", field=["filter", "sellers"])
        if count_sellers(values["sellers"]) != len(values["sellers"]):
            raise BadFilter(_("There is no such seller."), field=["filter", "sellers"])
    if given["places"]:
        values["places"] = pks_of(given["places"], "Place", field=["filter", "places"])
        check_places(values["places"])
    if given["stars"]:
        if not all(1 <= stars <= 5 for stars in given["stars"]):
            raise BadFilter(_("Stars are 1 to 5."), field=["filter", "stars"])
        values["stars"] = sorted(set(given["stars"]))


def _add_price(values: dict[str, Any], price: Any) -> None:
    lowest, highest = price.get("min"), price.get("max")
    if any(end is not None and end < 0 for end in (lowest, highest)):
        raise BadFilter(_("A price is not negative."), field=["filter", "price"])
    if lowest is not None and highest is not None and lowest > highest:
        raise BadFilter(_("The lowest price is above the highest."), field=["filter", "price"])
    if lowest is not None:
        values["price_min"] = lowest
    if highest is not None:
        values["price_max"] = highest


def _add_flags(values: dict[str, Any], filter: Any) -> None:
    for name, yes, no in (("is_available", "available", "sold_out"), ("is_certified", "certified", "uncertified")):
        if filter.get(name) is not None:
            values[yes if filter[name] else no] = None
