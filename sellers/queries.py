"""Reads of the sellers that shoppers can see."""

from collections.abc import Callable, Collection, Mapping

from django.db.models import QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from marketplace.keysets import TEXT, WHOLE, Sort
from marketplace.models import PlaceCover
from marketplace.statements import Slots
from sellers.models import Seller, SellerStatus

BY_NAME: Sort[Seller] = Sort("NAME", {"name_key": TEXT, "pk": WHOLE})


def shown_sellers() -> QuerySet[Seller]:
    return Seller.objects.filter(status=SellerStatus.ACTIVE)


def count_sellers(ids: Collection[int]) -> int:
    return shown_sellers().filter(pk__in=ids).count()


def _in_places(sellers: QuerySet[Seller], slots: Slots) -> QuerySet[Seller]:
    covers = PlaceCover.objects.filter(slots.ids("places").contain("place"))
    return sellers.filter(place__in=covers.values("covered"))


def _of_legal_forms(sellers: QuerySet[Seller], slots: Slots) -> QuerySet[Seller]:
    return sellers.filter(slots.texts("legal_forms").contain("legal_form"))


def _named_like(sellers: QuerySet[Seller], slots: Slots) -> QuerySet[Seller]:
    return sellers.filter(GreaterThan(StrIndex("name_key", Value(slots.text("query"))), 0))


CONDITIONS: Mapping[str, Callable[[QuerySet[Seller], Slots], QuerySet[Seller]]] = {
    "places": _in_places,
    "legal_forms": _of_legal_forms,
    "query": _named_like,
    "id": lambda sellers, slots: sellers.filter(pk=slots.whole("id")),
    "slug": lambda sellers, slots: sellers.filter(slug=slots.text("slug")),
}
