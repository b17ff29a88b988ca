"""Products as the people who work on them see them: in every status, for members of the seller and for officers."""

from collections.abc import Callable, Mapping

from django.db.models import QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from catalog.graphql.rows import GROUP, LABEL_COLUMNS
from catalog.models import Product, ProductStatus
from marketplace.graphql.connections import Listed
from marketplace.graphql.rows import Join, RowType, same
from marketplace.graphql.types.places import PLACE
from marketplace.keysets import MOMENT, TEXT, WHOLE, Sort
from marketplace.models import PlaceCover
from marketplace.statements import Slots
from sellers.graphql.types import SELLER
from sellers.rights import RIGHTS, Right

Products = QuerySet[Product]

MANAGED = RowType(
    "ManagedProduct",
    {
        **same(
            *("slug", "name", "summary", "description", "story", "status", "version"),
            statusReason="status_reason",
            statusChangedAt="status_changed_at",
            approvedAt="approved_at",
            publishedAt="published_at",
            createdAt="created_at",
            updatedAt="updated_at",
        ),
        "label": {f"label_{name}": f"label__{name}" for name in LABEL_COLUMNS},
    },
    {
        "seller": Join("seller", "seller", SELLER),
        "group": Join("group", "group", GROUP),
        "place": Join("place", "place", PLACE),
    },
)

SORTS: Mapping[str, Sort[Product]] = {
    sort.name: sort
    for sort in (
        Sort[Product]("UPDATED", {"updated_at": MOMENT, "pk": WHOLE}, is_descending=True),
        Sort[Product]("NAME", {"name_key": TEXT, "pk": WHOLE}),
    )
}
WAITING: Sort[Product] = Sort("WAITING", {"status_changed_at": MOMENT, "pk": WHOLE})
_ROLES = [role for role, rights in RIGHTS.items() if Right.LISTINGS in rights]


def _of_member(products: Products, slots: Slots) -> Products:
    return products.filter(seller__members__user=slots.whole("member"), seller__members__role__in=_ROLES)


def _named_like(products: Products, slots: Slots) -> Products:
    return products.filter(GreaterThan(StrIndex("name_key", Value(slots.text("query"))), 0))


def _of_places(products: Products, slots: Slots) -> Products:
    covers = PlaceCover.objects.filter(slots.ids("office").contain("place")).values("covered")
    return products.filter(seller__place__in=covers)


_CONDITIONS: Mapping[str, Callable[[Products, Slots], Products]] = {
    "id": lambda products, slots: products.filter(pk=slots.whole("id")),
    "seller": lambda products, slots: products.filter(seller=slots.whole("seller")),
    "member": _of_member,
    "statuses": lambda products, slots: products.filter(slots.texts("statuses").contain("status")),
    "query": _named_like,
    "in_review": lambda products, slots: products.filter(status=ProductStatus.IN_REVIEW),
    "office": _of_places,
}
MANAGED_PRODUCTS = Listed(MANAGED, Product.objects.all, _CONDITIONS)
