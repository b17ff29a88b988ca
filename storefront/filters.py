"""The filters of the product list: from the address to the API's variables, and to chips that take them back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from storefront.addresses import Chip, Query, Reader, address, paging, without
from storefront.templatetags.shop import dong, stars

PAGE_SIZE = 24
STARS = {"5": 5, "4": 4, "3": 3}

# The names in the address, so that links can be read aloud; the API's names for the same orders.
SORTS = {
    "sao": ("STARS", gettext_lazy("Most stars")),
    "moi": ("NEWEST", gettext_lazy("Newest")),
    "gia-tang": ("PRICE_ASC", gettext_lazy("Price, lowest first")),
    "gia-giam": ("PRICE_DESC", gettext_lazy("Price, highest first")),
    "ten": ("NAME", gettext_lazy("Name, A to Z")),
}
FIRST_SORT = "sao"


@dataclass(frozen=True)
class ProductFilters:
    groups: tuple[str, ...] = ()
    stars: tuple[str, ...] = ()
    place: str = ""
    seller: str = ""
    price_min: int | None = None
    price_max: int | None = None
    is_available: bool = False
    is_certified: bool = False
    sort: str = FIRST_SORT
    paging: Mapping[str, int | str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @cached_property
    def query(self) -> Query:
        """These filters as an address, always in the same order; pages and language left out."""
        query: Query = {"nhom": list(self.groups), "sao": list(self.stars)}
        query["noi"] = [self.place] if self.place else []
        query["ban"] = [self.seller] if self.seller else []
        query["gia-tu"] = [str(self.price_min)] if self.price_min is not None else []
        query["gia-den"] = [str(self.price_max)] if self.price_max is not None else []
        query["con-hang"] = ["1"] if self.is_available else []
        query["chung-nhan"] = ["1"] if self.is_certified else []
        query["sap-xep"] = [self.sort] if self.sort != FIRST_SORT else []
        return {name: values for name, values in query.items() if values}

    @property
    def variables(self) -> dict[str, Any]:
        return {
            **self.paging,
            "filter": self._filter(),
            "sort": SORTS[self.sort][0],
            **({"place": self.place, "hasPlace": True} if self.place else {}),
            **({"seller": self.seller, "hasSeller": True} if self.seller else {}),
        }

    def _filter(self) -> dict[str, Any]:
        price = {"min": self.price_min, "max": self.price_max}
        wanted: dict[str, Any] = {
            "groups": list(self.groups),
            "stars": [STARS[count] for count in self.stars],
            "places": [self.place] if self.place else [],
            "sellers": [self.seller] if self.seller else [],
            "price": {end: amount for end, amount in price.items() if amount is not None},
            "isAvailable": True if self.is_available else None,
            "isCertified": True if self.is_certified else None,
        }
        return {name: value for name, value in wanted.items() if value}

    def chips(self, path: str, names: Mapping[str, str], whole: Query | None = None) -> list[Chip]:
        """`names`: what the groups, the place and the seller are called, by id. `whole`: the address's query, where
        it has more than these filters."""
        chip = partial(_chip, path, self.query if whole is None else whole)
        chips = [chip(names.get(group, group), "nhom", group) for group in self.groups]
        chips += [chip(stars(STARS[count]), "sao", count) for count in self.stars]
        if self.place:
            chips.append(chip(names.get(self.place, self.place), "noi"))
        if self.seller:
            chips.append(chip(names.get(self.seller, self.seller), "ban"))
        if self.price_min is not None:
            chips.append(chip(_("from %(price)s") % {"price": _dong(self.price_min)}, "gia-tu"))
        if self.price_max is not None:
            chips.append(chip(_("up to %(price)s") % {"price": _dong(self.price_max)}, "gia-den"))
        if self.is_available:
            chips.append(chip(_("In stock"), "con-hang"))
        if self.is_certified:
            chips.append(chip(_("Certificate in force"), "chung-nhan"))
        return chips


def product_filters(given: QueryDict) -> ProductFilters:
    reader = Reader(given)
    lowest, highest = reader.price("gia-tu"), reader.price("gia-den")
    if lowest is not None and highest is not None and lowest > highest:
        reader.problems.append(_("The lowest price was above the highest: the two were swapped."))
        lowest, highest = highest, lowest
    return ProductFilters(
        groups=reader.words("nhom"),
        stars=reader.words("sao", allowed=STARS),
        place=reader.word("noi"),
        seller=reader.word("ban"),
        price_min=lowest,
        price_max=highest,
        is_available=reader.is_ticked("con-hang"),
        is_certified=reader.is_ticked("chung-nhan"),
        sort=reader.word("sap-xep", allowed=SORTS) or FIRST_SORT,
        paging=paging(reader, PAGE_SIZE),
        problems=tuple(dict.fromkeys(reader.problems)),
    )


def _chip(path: str, query: Query, label: str, name: str, value: str | None = None) -> Chip:
    return Chip(label, address(path, without(query, name, value)))


def _dong(amount: int) -> str:
    return dong({"amount": amount})
