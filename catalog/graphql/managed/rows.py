"""Products as the people who work on them see them: in every status, for members of the seller and for officers."""

from collections.abc import Callable, Mapping

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Lower, StrIndex
from django.db.models.lookups import Exact, GreaterThan

from catalog.graphql.rows import GROUP, LABEL_COLUMNS
from catalog.models import Product, ProductStatus, Variant
from marketplace.graphql.connections import Listed
from marketplace.graphql.rows import Join, RowType, same
from marketplace.graphql.types.places import PLACE
from marketplace.keysets import MOMENT, TEXT, WHOLE, Sort
from marketplace.models import PlaceCover
from marketplace.statements import Slots
from sellers.graphql.types import SELLER
from sellers.models import Seller
from sellers.queries import PRIVATE
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

# A cursor of one list is none of another: their names differ.
SORTS: Mapping[str, Sort[Product]] = {
    sort.name.removeprefix("MANAGED_"): sort
    for sort in (
        Sort[Product]("MANAGED_UPDATED", {"updated_at": MOMENT, "pk": WHOLE}, is_descending=True),
        Sort[Product]("MANAGED_NAME", {"name_key": TEXT, "pk": WHOLE}),
        Sort[Product]("MANAGED_NEWEST", {"created_at": MOMENT, "pk": WHOLE}, is_descending=True),
    )
}
WAITING: Sort[Product] = Sort("WAITING", {"status_changed_at": MOMENT, "pk": WHOLE})
_ROLES = [role for role, rights in RIGHTS.items() if Right.LISTINGS in rights]


def _of_member(products: Products, slots: Slots) -> Products:
    return products.filter(seller__members__user=slots.whole("member"), seller__members__role__in=_ROLES)


def _like(products: Products, slots: Slots) -> Products:
    """By a part of the name, without accents, or by the beginning of a variant's SKU."""
    in_name = GreaterThan(StrIndex("name_key", Value(slots.text("query"))), 0)
    starts = Exact(StrIndex(Lower("sku"), Value(slots.text("sku"))), 1)
    return products.filter(Q(in_name) | Q(pk__in=Variant.objects.filter(starts).values("product")))


def _handed_in(products: Products, slots: Slots) -> Products:
    """What is prepared for an application that was not handed in is the applicant's own."""
    return products.exclude(seller__in=Seller.objects.filter(PRIVATE))


def _of_places(products: Products, slots: Slots) -> Products:
    covers = PlaceCover.objects.filter(slots.ids("office").contain("place")).values("covered")
    return products.filter(Q(seller__place__in=covers) | Q(slots.ids("office").contain("seller__place")))


_CONDITIONS: Mapping[str, Callable[[Products, Slots], Products]] = {
    "id": lambda products, slots: products.filter(pk=slots.whole("id")),
    "seller": lambda products, slots: products.filter(seller=slots.whole("seller")),
    "member": _of_member,
    "statuses": lambda products, slots: products.filter(slots.texts("statuses").contain("status")),
    "query": _like,
    "handed_in": _handed_in,
    "sellers": lambda products, slots: products.filter(slots.ids("sellers").contain("seller")),
    "groups": lambda products, slots: products.filter(slots.ids("groups").contain("group")),
    "in_review": lambda products, slots: products.filter(status=ProductStatus.IN_REVIEW),
    "office": _of_places,
}
MANAGED_PRODUCTS = Listed(MANAGED, Product.objects.all, _CONDITIONS)
